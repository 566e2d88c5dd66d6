//! Reading path data of regions: where inside a region a label has room.

use super::scale::ascending;
use crate::model::parse_number;

/// The stretch of the horizontal line at `y` around `x` that lies inside the region, as left and right end.
/// `None` if the point lies outside, or the path data has commands other than straight lines.
pub(crate) fn chord(path: &str, x: f64, y: f64) -> Option<(f64, f64)> {
    let mut crossings = Vec::new();
    for_each_edge(path, |a, b| {
        // Half open, so that a corner on the line counts once.
        if (a.1 <= y) != (b.1 <= y) {
            crossings.push(a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
        }
    })?;
    let order = ascending(&crossings);
    let ends = order.chunks_exact(2).map(|pair| (crossings[pair[0]], crossings[pair[1]]));
    ends.into_iter().find(|&(left, right)| left <= x && x <= right)
}

/// Calls `edge` with both ends of every edge of every closed ring. `None` if something else than `M L H V Z`, absolute
/// or relative, is met.
fn for_each_edge(path: &str, mut edge: impl FnMut((f64, f64), (f64, f64))) -> Option<()> {
    let mut scan = Scan { rest: path };
    let (mut command, mut at, mut start) = (b' ', (0.0, 0.0), (0.0, 0.0));
    while let Some(next) = scan.peek() {
        let fresh = next.is_ascii_alphabetic();
        if fresh {
            scan.rest = scan.rest.get(1..)?;
            command = next;
        }
        let from = if command.is_ascii_lowercase() { at } else { (0.0, 0.0) };
        let to = match command.to_ascii_lowercase() {
            b'm' | b'l' => (from.0 + scan.number()?, from.1 + scan.number()?),
            b'h' => (from.0 + scan.number()?, at.1),
            b'v' => (at.0, from.1 + scan.number()?),
            b'z' if fresh => start,
            _ => return None,
        };
        if command.eq_ignore_ascii_case(&b'm') {
            edge(at, start);
            start = to;
            // Pairs that follow a move are lines.
            command = if command == b'm' { b'l' } else { b'L' };
        } else {
            edge(at, to);
        }
        at = to;
    }
    edge(at, start);
    Some(())
}

struct Scan<'a> {
    rest: &'a str,
}

impl Scan<'_> {
    /// The next byte that is not a separator.
    fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_start_matches([' ', ',', '\n']);
        self.rest.bytes().next()
    }

    /// The next number; in path data `1-2` and `.5.5` are two numbers each.
    fn number(&mut self) -> Option<f64> {
        self.peek()?;
        let mut dot = false;
        let end = self.rest.bytes().enumerate().position(|(i, b)| match b {
            b'-' | b'+' => i > 0,
            b'.' => std::mem::replace(&mut dot, true),
            b => !b.is_ascii_digit(),
        });
        let (number, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = rest;
        parse_number(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_chord_of_a_square_is_its_width() {
        assert_eq!(chord("M10 10h20v20h-20z", 15.0, 20.0), Some((10.0, 30.0)));
        assert_eq!(chord("M10 10l20 0 0 20-20 0z", 15.0, 20.0), Some((10.0, 30.0)));
        let two = "m10 10 20 0 0 20-20 0zm50 0 10 0 0 10-10 0z";
        assert_eq!(chord(two, 65.0, 15.0), Some((60.0, 70.0)));
        assert_eq!(chord("M10,10L30,10L30,30L10,30Z", 5.0, 20.0), None);
    }

    #[test]
    fn holes_and_second_rings_cut_the_chord() {
        let ring = "M0 0h30v30h-30zm10 10v10h10v-10z";
        assert_eq!(chord(ring, 5.0, 15.0), Some((0.0, 10.0)));
        assert_eq!(chord(ring, 15.0, 15.0), None);
        assert_eq!(chord(ring, 25.0, 15.0), Some((20.0, 30.0)));
    }

    #[test]
    fn curves_are_not_guessed_at() {
        assert_eq!(chord("M0 0c1 1 2 2 3 3z", 1.0, 1.0), None);
    }

    proptest! {
        #[test]
        fn any_text_gives_an_answer(path in "[MLHVZmlhvz0-9., -]{0,60}", x in -9.0..9.0f64, y in -9.0..9.0f64) {
            if let Some((left, right)) = chord(&path, x, y) {
                prop_assert!(left <= x && x <= right);
            }
        }

        #[test]
        fn any_characters_give_an_answer(path in any::<String>()) {
            let _ = chord(&path, 0.0, 0.0);
        }
    }
}
