//! Unpacks what archives are packed with: deflate (Deutsch 1996, RFC 1951), and the checksum that goes with it.

/// Longest code of the format, in bits.
const LONGEST: usize = 15;

/// The order in which the lengths of the code for code lengths are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Why bytes could not be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unpacked {
    /// They are not what deflate writes, or end too early.
    Damaged,
    /// More comes out than is allowed.
    TooLong,
}

/// Unpacks deflated bytes into at most `limit` bytes.
///
/// # Errors
/// [`Unpacked`].
pub(super) fn inflate(packed: &[u8], limit: usize) -> Result<Vec<u8>, Unpacked> {
    let mut bits = Bits { bytes: packed, at: 0, held: 0, count: 0 };
    let mut out = Vec::new();
    loop {
        let last = bits.take(1)?;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out, limit)?,
            1 => {
                let lengths: Vec<u8> = (0..288).map(fixed_length).collect();
                block(&mut bits, &Codes::of(&lengths)?, &Codes::of(&[5; 30])?, &mut out, limit)?;
            }
            2 => {
                let (literals, distances) = described(&mut bits)?;
                block(&mut bits, &literals, &distances, &mut out, limit)?;
            }
            _ => return Err(Unpacked::Damaged),
        }
        if last == 1 {
            return Ok(out);
        }
    }
}

/// How long the code of a symbol is where the block says nothing else.
fn fixed_length(symbol: u32) -> u8 {
    match symbol {
        0..=143 | 280.. => 8,
        144..=255 => 9,
        _ => 7,
    }
}

/// The bits of the packed bytes, from the lowest of each byte on.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u64,
    count: u32,
}

impl Bits<'_> {
    /// Holds as many bits as there are, up to 56.
    fn fill(&mut self) {
        while self.count <= 48
            && let Some(byte) = self.bytes.get(self.at)
        {
            self.held |= u64::from(*byte) << self.count;
            self.count += 8;
            self.at += 1;
        }
    }

    fn drop(&mut self, count: u32) -> Result<(), Unpacked> {
        if count > self.count {
            return Err(Unpacked::Damaged);
        }
        self.held >>= count;
        self.count -= count;
        Ok(())
    }

    /// The next bits as a number, at most 16.
    fn take(&mut self, count: u32) -> Result<usize, Unpacked> {
        self.fill();
        let taken = self.held & ((1 << count) - 1);
        self.drop(count)?;
        Ok(taken as usize)
    }

    /// The symbol whose code comes next.
    fn symbol(&mut self, codes: &Codes) -> Result<usize, Unpacked> {
        self.fill();
        let place = self.held as usize & (codes.0.len() - 1);
        let found = codes.0.get(place).copied().unwrap_or(0);
        if found == 0 {
            return Err(Unpacked::Damaged);
        }
        self.drop(u32::from(found & 15))?;
        Ok(usize::from(found >> 4))
    }
}

/// A code: at each place that begins with the bits of a symbol's code, 16 · symbol + length; 0 where none begins so.
struct Codes(Vec<u16>);

impl Codes {
    /// The code in which symbols have these lengths, 0 for those that do not occur.
    fn of(lengths: &[u8]) -> Result<Codes, Unpacked> {
        let longest = usize::from(lengths.iter().copied().max().unwrap_or(0)).max(1);
        let mut places = vec![0u16; 1 << longest];
        let mut code = 0usize;
        for length in 1..=longest {
            for (symbol, _) in lengths.iter().enumerate().filter(|(_, l)| usize::from(**l) == length) {
                if code >> length > 0 {
                    return Err(Unpacked::Damaged); // more symbols than codes
                }
                // Codes are written from their highest bit on, all else from the lowest.
                let first = code.reverse_bits() >> (usize::BITS as usize - length);
                let entry = (symbol << 4 | length) as u16;
                places.iter_mut().skip(first).step_by(1 << length).for_each(|place| *place = entry);
                code += 1;
            }
            code <<= 1;
        }
        Ok(Codes(places))
    }
}

/// A block that is not packed at all.
fn stored(bits: &mut Bits<'_>, out: &mut Vec<u8>, limit: usize) -> Result<(), Unpacked> {
    bits.drop(bits.count % 8)?;
    let (length, inverse) = (bits.take(16)?, bits.take(16)?);
    if length ^ inverse != 0xFFFF {
        return Err(Unpacked::Damaged);
    }
    // What is held are whole bytes that have not been read yet.
    let start = bits.at - (bits.count / 8) as usize;
    let bytes = bits.bytes.get(start..start + length).ok_or(Unpacked::Damaged)?;
    (bits.at, bits.held, bits.count) = (start + length, 0, 0);
    out.extend_from_slice(bytes);
    if out.len() > limit { Err(Unpacked::TooLong) } else { Ok(()) }
}

/// The codes of literals and lengths, and of distances, as the block describes them.
fn described(bits: &mut Bits<'_>) -> Result<(Codes, Codes), Unpacked> {
    let (literals, distances, own) = (bits.take(5)? + 257, bits.take(5)? + 1, bits.take(4)? + 4);
    let mut lengths = [0u8; 19];
    for place in ORDER.iter().take(own) {
        lengths[*place] = bits.take(3)? as u8;
    }
    let codes = Codes::of(&lengths)?;
    let mut lengths: Vec<u8> = Vec::with_capacity(320);
    while lengths.len() < literals + distances {
        let (length, times) = match bits.symbol(&codes)? {
            16 => (*lengths.last().ok_or(Unpacked::Damaged)?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (length as u8, 1),
        };
        lengths.resize(lengths.len() + times, length);
    }
    if lengths.len() > literals + distances {
        return Err(Unpacked::Damaged);
    }
    let (literals, distances) = lengths.split_at(literals);
    Ok((Codes::of(literals)?, Codes::of(distances)?))
}

/// A block of literals and of pieces that came before.
fn block(
    bits: &mut Bits<'_>,
    literals: &Codes,
    distances: &Codes,
    out: &mut Vec<u8>,
    limit: usize,
) -> Result<(), Unpacked> {
    loop {
        let symbol = bits.symbol(literals)?;
        match symbol {
            0..=255 => out.push(symbol as u8),
            256 => return Ok(()),
            _ => {
                let mut length = match symbol - 257 {
                    28 => 258,
                    step => 3 + stepped(bits, step, 4)?,
                };
                let step = bits.symbol(distances)?;
                let distance = 1 + stepped(bits, step, 2)?;
                if distance > out.len() || symbol > 285 || step > 29 {
                    return Err(Unpacked::Damaged);
                }
                // A piece may run into itself: what it adds repeats.
                while length > 0 {
                    let start = out.len() - distance;
                    let run = length.min(distance);
                    out.extend_from_within(start..start + run);
                    length -= run;
                }
            }
        }
        if out.len() > limit {
            return Err(Unpacked::TooLong);
        }
    }
}

/// A number on a scale of `steps` steps for each doubling: the first ones are exact, the others followed by more bits.
fn stepped(bits: &mut Bits<'_>, step: usize, steps: usize) -> Result<usize, Unpacked> {
    if step < 2 * steps {
        return Ok(step);
    }
    let more = step / steps - 1;
    if more > LONGEST {
        return Err(Unpacked::Damaged);
    }
    Ok(((steps + step % steps) << more) + bits.take(more as u32)?)
}

/// The checksum of archives, CRC-32 (ISO 3309).
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    let shift = |rest: u32, _| if rest & 1 == 1 { rest >> 1 ^ 0xEDB8_8320 } else { rest >> 1 };
    let table: Vec<u32> = (0..256).map(|byte| (0..8).fold(byte, shift)).collect();
    let step = |sum: u32, byte: &u8| table.get(usize::from(sum as u8 ^ byte)).map_or(0, |rest| rest ^ sum >> 8);
    !bytes.iter().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_of_the_standard() {
        assert_eq!((checksum(b"123456789"), checksum(b"")), (0xCBF4_3926, 0));
    }

    #[test]
    fn by_hand() {
        // A last block with the fixed code: "aaaa" as the literal a (0x61 + 0x30, 8 bits) and three bytes from one back.
        assert_eq!(inflate(&[0x4B, 0x04, 0x02, 0x00], 9), Ok(b"aaaa".to_vec()));
        // Not packed: the last block, length 2 and its inverse.
        assert_eq!(inflate(&[1, 2, 0, 0xFD, 0xFF, b'h', b'i'], 9), Ok(b"hi".to_vec()));
        assert_eq!(inflate(&[1, 2, 0, 0xFD, 0xFF, b'h', b'i'], 1), Err(Unpacked::TooLong));
        assert_eq!(inflate(&[0x4B, 0x04, 0x02, 0x00], 3), Err(Unpacked::TooLong));
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bad: [&[u8]; 8] = [
            &[],
            &[7],                         // no such kind of block
            &[1, 2, 0, 0xFC, 0xFF, 1, 2], // length and inverse differ
            &[1, 2, 0, 0xFD, 0xFF, 1],    // ends early
            &[0x4B, 0x04],
            &[0x03, 0x02],       // a piece from before the beginning
            &[0x05, 0, 0, 0, 0], // a code without symbols
            &[0xFD, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], // more symbols than codes
        ];
        assert!(bad.iter().all(|bytes| inflate(bytes, 100) == Err(Unpacked::Damaged)));
    }

    #[test]
    fn scales_of_lengths_and_distances() {
        let mut none = Bits { bytes: &[0xFF; 16], at: 0, held: 0, count: 0 };
        // RFC 1951, 3.2.5: code 265 has one more bit for the lengths 11 and 12, 284 five for up to 258.
        assert_eq!(stepped(&mut none, 265 - 257, 4), Ok(12 - 3));
        assert_eq!(stepped(&mut none, 284 - 257, 4), Ok(258 - 3));
        // Distances: 4 has one more bit for 5 and 6, 29 thirteen up to 32768.
        assert_eq!(stepped(&mut none, 4, 2), Ok(6 - 1));
        assert_eq!(stepped(&mut none, 29, 2), Ok(32768 - 1));
    }
}
