//! Whole numbers of variable length, texts, and the head of binary parts.

use crate::bundle::BundleErrorKind as Kind;

/// What kind of binary part follows: third byte of its head.
#[derive(Clone, Copy)]
pub(super) enum PartKind {
    Adjacency = b'a' as isize,
    Index = b'i' as isize,
    Pack = b'p' as isize,
    Shapes = b's' as isize,
    Values = b'v' as isize,
}

/// Starts a part: `SA`, the kind's letter, the version of the format.
pub(super) fn start(kind: PartKind) -> Vec<u8> {
    vec![b'S', b'A', kind as u8, super::FORMAT as u8]
}

/// Appends a whole number: seven bits a byte, lowest first, the eighth bit says that more follow (LEB128).
pub(super) fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a number with sign: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4.
pub(super) fn put_signed(out: &mut Vec<u8>, number: i64) {
    put(out, ((number << 1) ^ (number >> 63)) as u64);
}

/// Appends a text: its length in bytes, then UTF-8.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Reads a part from front to back. Each method names the place in the format for its error.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Checks length and head of a part.
    pub fn new(bytes: &'a [u8], kind: PartKind) -> Result<Reader<'a>, Kind> {
        too_large(bytes.len() as u64, super::limits::PART_BYTES)?;
        let (head, rest) = bytes.split_at_checked(4).ok_or(Kind::Truncated)?;
        if head[..3] != [b'S', b'A', kind as u8] {
            return Err(Kind::Layout("head"));
        }
        if u32::from(head[3]) != super::FORMAT {
            return Err(Kind::Version(u32::from(head[3])));
        }
        Ok(Reader { rest })
    }

    pub fn number(&mut self) -> Result<u64, Kind> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.rest.split_first().ok_or(Kind::Truncated)?;
            self.rest = rest;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                break;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Kind::Layout("number"))
    }

    pub fn signed(&mut self) -> Result<i64, Kind> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// A number of things of which each takes `least` bytes or more of what is left.
    pub fn count(&mut self, least: usize, place: &'static str) -> Result<usize, Kind> {
        let count = self.number()?;
        let fits = count.checked_mul(least as u64).is_some_and(|bytes| bytes <= self.rest.len() as u64);
        if fits { Ok(count as usize) } else { Err(Kind::Layout(place)) }
    }

    pub fn byte(&mut self) -> Result<u8, Kind> {
        self.take(1).map(|b| b[0])
    }

    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Kind> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Kind::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    pub fn text(&mut self) -> Result<&'a str, Kind> {
        let length = self.count(1, "length of text")?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Kind::Layout("text"))
    }

    /// Nothing may follow.
    pub fn end(self) -> Result<(), Kind> {
        if self.rest.is_empty() { Ok(()) } else { Err(Kind::Layout("end")) }
    }
}

/// Refuses what is over a limit.
pub(super) fn too_large(found: u64, limit: u64) -> Result<(), Kind> {
    if found <= limit { Ok(()) } else { Err(Kind::TooLarge { found, limit }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_by_hand() {
        let mut out = Vec::new();
        put(&mut out, 300);
        put_signed(&mut out, -1);
        put_text(&mut out, "ä");
        assert_eq!(out, [0xac, 0x02, 0x01, 0x02, 0xc3, 0xa4]);
    }

    #[test]
    fn ten_bytes_are_the_most_and_the_last_is_one() {
        let read = |bytes: &[u8]| Reader { rest: bytes }.number();
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), Ok(u64::MAX));
        assert!(read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]).is_err());
        assert_eq!(read(&[0x80]), Err(Kind::Truncated));
    }

    proptest! {
        #[test]
        fn numbers_come_back(a: u64, b: i64, text: String) {
            let mut out = start(PartKind::Values);
            put(&mut out, a);
            put_signed(&mut out, b);
            put_text(&mut out, &text);
            let mut reader = Reader::new(&out, PartKind::Values).unwrap();
            prop_assert_eq!((reader.number(), reader.signed(), reader.text()), (Ok(a), Ok(b), Ok(text.as_str())));
            prop_assert_eq!(reader.end(), Ok(()));
        }
    }
}
