//! Which units have a corner or a whole edge in common, point for point.

use super::Contiguity;
use super::rings::Rings;

/// No earlier element.
const NONE: u32 = u32::MAX;

/// The pairs of units (later, earlier) that share a corner (queen) or an edge between the same two corners (rook), each
/// pair once. Linear in the number of points.
pub(super) fn shared(rings: &Rings, kind: Contiguity) -> Vec<(u32, u32)> {
    let points = rings.points();
    match kind {
        Contiguity::Queen => pairs(rings, kind, |at| (points[at], points[at])),
        Contiguity::Rook => pairs(rings, kind, |at| (points[at], points[at + 1])),
    }
}

/// A point or edge of a unit, and the others that are equal to it.
#[derive(Clone, Copy)]
struct Element {
    unit: u32,
    /// The first element that is equal to this one; NONE before the element is met, and where its unit has it already.
    first: u32,
    /// Of a first element the latest that is equal to it, of another one the one before.
    next: u32,
}

/// Pairs of units that have an equal element; `element(at)` is an unordered pair of points.
///
/// Elements are found again by their hash. Boundaries run along each other: where the element before has been met with
/// another unit, the next one is looked for beside that one first, which spares half of the searches.
fn pairs(rings: &Rings, kind: Contiguity, element: impl Fn(usize) -> ([f64; 2], [f64; 2])) -> Vec<(u32, u32)> {
    let count = rings.points().len();
    let mut slots = vec![NONE; (2 * count).next_power_of_two().max(2)];
    let mask = slots.len() - 1;
    let shift = 64 - slots.len().trailing_zeros();
    let mut elements = vec![Element { unit: NONE, first: NONE, next: NONE }; count];
    let mut met = vec![NONE; rings.len()];
    let mut found = Vec::new();
    for unit in 0..rings.len() {
        let this = unit as u32;
        let mut beside = NONE;
        for at in rings.rings(unit).flat_map(|ring| ring.start..ring.end - 1) {
            let (p, q) = element(at);
            if kind == Contiguity::Rook && p == q {
                continue; // a ring of one point has no edge
            }
            // Both run to the left of their unit as a rule, so in opposite directions along a border.
            let guess = |place: u32| {
                let there = elements.get(place as usize).is_some_and(|e| e.first != NONE);
                there && same((p, q), element(place as usize))
            };
            let first = if guess(beside.wrapping_sub(1)) {
                beside -= 1;
                elements[beside as usize].first
            } else if beside != NONE && guess(beside + 1) {
                beside += 1;
                elements[beside as usize].first
            } else {
                let mut slot = (hash(p, q) >> shift) as usize;
                while slots[slot] != NONE && !same((p, q), element(slots[slot] as usize)) {
                    slot = (slot + 1) & mask;
                }
                beside = slots[slot];
                if beside == NONE {
                    slots[slot] = at as u32;
                    elements[at] = Element { unit: this, first: at as u32, next: NONE };
                    continue;
                }
                beside
            };
            let latest = elements[first as usize].next;
            if elements[(if latest == NONE { first } else { latest }) as usize].unit == this {
                continue;
            }
            elements[at] = Element { unit: this, first, next: latest };
            elements[first as usize].next = at as u32;
            let mut other = first;
            let mut next = latest;
            while other != NONE {
                let known = elements[other as usize].unit;
                if met[known as usize] != this {
                    met[known as usize] = this;
                    found.push((this, known));
                }
                other = next;
                next = elements.get(other as usize).map_or(NONE, |e| e.next);
            }
        }
    }
    found
}

fn same(a: ([f64; 2], [f64; 2]), b: ([f64; 2], [f64; 2])) -> bool {
    a == b || (a.0 == b.1 && a.1 == b.0)
}

/// The same number for (p, q) and (q, p), mixed well in its upper bits.
fn hash(p: [f64; 2], q: [f64; 2]) -> u64 {
    let one = |p: [f64; 2]| {
        let mixed = p[0].to_bits().wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32) ^ p[1].to_bits();
        mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93)
    };
    let both = one(p).wrapping_add(one(q));
    (both ^ (both >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
