//! What a zip archive holds (PKWARE, *APPNOTE.TXT*), read from its directory at the end.

use super::inflate::{Unpacked, checksum, inflate};

/// What is wrong with an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Damage {
    /// There is no directory at the end: no archive, or cut off.
    End,
    /// The directory names places that are not there.
    Entry,
    /// An entry is packed in another way than by deflate.
    Method,
    /// An entry needs a password.
    Encrypted,
    /// What an entry holds cannot be unpacked.
    Content,
    /// What came out is not what was packed.
    Checksum,
}

impl Damage {
    /// In German and in English.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Damage::End => (
                "das Verzeichnis am Ende fehlt; vermutlich abgeschnitten",
                "no directory at its end; probably truncated",
            ),
            Damage::Entry => ("das Verzeichnis passt nicht zum Inhalt", "the directory does not fit the content"),
            Damage::Method => ("anders gepackt als mit Deflate", "packed in another way than by deflate"),
            Damage::Encrypted => ("mit einem Passwort verschlüsselt", "encrypted with a password"),
            Damage::Content => ("der Inhalt lässt sich nicht entpacken", "the content cannot be unpacked"),
            Damage::Checksum => ("die Prüfsumme stimmt nicht", "the checksum does not match"),
        }
    }
}

/// An entry of an archive.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub name: String,
    /// A link to another file instead of a file.
    pub is_link: bool,
    flags: u16,
    method: u16,
    checksum: u32,
    packed: u64,
    length: u64,
    start: u64,
}

/// The bytes of an archive.
#[derive(Clone, Copy)]
pub(super) struct Archive<'a>(&'a [u8]);

/// What marks the parts of an archive.
const ENTRY: &[u8] = b"PK\x01\x02";
const CONTENT: &[u8] = b"PK\x03\x04";
const END: &[u8] = b"PK\x05\x06";
const LARGE_END: &[u8] = b"PK\x06\x06";
const LARGE_END_PLACE: &[u8] = b"PK\x06\x07";

impl<'a> Archive<'a> {
    /// Finds the directory: what it holds, at most `most` entries and one more, and the archive's own bytes (something else
    /// may stand before them).
    pub fn open(bytes: &'a [u8], most: usize) -> Result<(Archive<'a>, Vec<Entry>), Damage> {
        let all = Archive(bytes);
        // The end has 22 bytes and a comment of up to 65,535.
        let last = bytes.len().checked_sub(22).ok_or(Damage::End)?;
        let is_end =
            |at: &usize| all.marked(*at, END) && at + 22 + all.number(at + 20, 2).unwrap_or(0) as usize <= bytes.len();
        let end = (last.saturating_sub(0xFFFF)..=last).rev().find(is_end).ok_or(Damage::End)?;
        let fields = |at, sizes: [usize; 3]| -> Option<[u64; 3]> {
            let [a, b, c] = sizes;
            Some([all.number(at, a)?, all.number(at + a, b)?, all.number(at + a + b, c)?])
        };
        let [mut count, mut size, mut start] = fields(end + 10, [2, 4, 4]).ok_or(Damage::End)?;
        let mut stop = end;
        if let Some(place) = end.checked_sub(20).filter(|place| all.marked(*place, LARGE_END_PLACE)) {
            let large = all.number(place + 8, 8).and_then(|at| usize::try_from(at).ok());
            stop = large.filter(|at| all.marked(*at, LARGE_END)).ok_or(Damage::End)?;
            [count, size, start] = fields(stop + 32, [8, 8, 8]).ok_or(Damage::End)?;
        }
        // Places are counted from the first byte of the archive, which ends with its directory.
        let first = usize::try_from(size).ok().and_then(|size| stop.checked_sub(size)).ok_or(Damage::Entry)?;
        let before = usize::try_from(start).ok().and_then(|start| first.checked_sub(start)).ok_or(Damage::Entry)?;
        let own = Archive(bytes.get(before..).ok_or(Damage::Entry)?);
        let (mut entries, mut at) = (Vec::new(), first - before);
        for _ in 0..count.min(most as u64 + 1) {
            let (entry, next) = own.entry(at).ok_or(Damage::Entry)?;
            entries.push(entry);
            at = next;
        }
        Ok((own, entries))
    }

    /// What an entry holds, of at most `limit` bytes; a byte more if it is longer.
    pub fn content(self, entry: &Entry, limit: usize) -> Result<Vec<u8>, Damage> {
        if entry.flags & 1 == 1 {
            return Err(Damage::Encrypted);
        }
        let packed = self.packed(entry).ok_or(Damage::Entry)?;
        let content = match entry.method {
            0 => packed.get(..=limit).unwrap_or(packed).to_vec(),
            8 => match inflate(packed, limit) {
                Ok(content) => content,
                Err(Unpacked::TooLong) => return Ok(vec![0; limit + 1]),
                Err(Unpacked::Damaged) => return Err(Damage::Content),
            },
            _ => return Err(Damage::Method),
        };
        let whole = content.len() as u64 == entry.length && checksum(&content) == entry.checksum;
        if whole || content.len() > limit { Ok(content) } else { Err(Damage::Checksum) }
    }

    fn packed(self, entry: &Entry) -> Option<&'a [u8]> {
        let at = usize::try_from(entry.start).ok()?;
        let skipped = 30 + self.number(at.checked_add(26)?, 2)? + self.number(at + 28, 2)?;
        let start = at.checked_add(skipped as usize)?;
        let end = start.checked_add(usize::try_from(entry.packed).ok()?)?;
        self.0.get(start..end).filter(|_| self.marked(at, CONTENT))
    }

    /// An entry of the directory, and where the next one begins.
    fn entry(self, at: usize) -> Option<(Entry, usize)> {
        let number = |from: usize, size: usize| self.number(at + from, size);
        let [name, extra, comment] = [number(28, 2)?, number(30, 2)?, number(32, 2)?].map(|length| length as usize);
        let rest = self.0.get(at + 46..)?.get(..name + extra + comment)?;
        let flags = number(8, 2)? as u16;
        let mut entry = Entry {
            name: named(&rest[..name], flags >> 11 & 1 == 1),
            // The upper half are a Unix mode where the archive was made on such a system.
            is_link: number(5, 1)? == 3 && number(40, 2)? & 0o170_000 == 0o120_000,
            flags,
            method: number(10, 2)? as u16,
            checksum: number(16, 4)? as u32,
            packed: number(20, 4)?,
            length: number(24, 4)?,
            start: number(42, 4)?,
        };
        entry.widen(Archive(&rest[name..name + extra]));
        Some((entry, at + 46 + rest.len())).filter(|_| self.marked(at, ENTRY))
    }

    fn marked(self, at: usize, mark: &[u8]) -> bool {
        self.0.get(at..).is_some_and(|bytes| bytes.starts_with(mark))
    }

    /// A number of `size` bytes, the lowest first.
    fn number(self, at: usize, size: usize) -> Option<u64> {
        let bytes = self.0.get(at..at.checked_add(size)?)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}

impl Entry {
    /// Is it a folder?
    pub fn is_folder(&self) -> bool {
        self.name.ends_with('/') || self.name.ends_with('\\')
    }

    /// Takes sizes and place from the further fields where they are too large for four bytes (and from some programs always).
    fn widen(&mut self, extra: Archive<'_>) {
        let mut at = 0;
        while let (Some(kind), Some(size)) = (extra.number(at, 2), extra.number(at + 2, 2)) {
            at += 4;
            let mut next = at;
            if kind == 1 {
                for field in [&mut self.length, &mut self.packed, &mut self.start] {
                    if *field == 0xFFFF_FFFF
                        && let Some(wide) = extra.number(next, 8)
                    {
                        *field = wide;
                        next += 8;
                    }
                }
            }
            at += size as usize;
        }
    }
}

/// The upper half of the code page that names are written in where nothing else is said.
const OLD: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// A name: UTF-8, which some programs write without saying so, else code page 437.
fn named(bytes: &[u8], is_utf8: bool) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) if is_utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => {
            let old = |byte: &u8| match byte.checked_sub(128) {
                Some(place) => OLD.chars().nth(usize::from(place)).unwrap_or('?'),
                None => char::from(*byte),
            };
            bytes.iter().map(old).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use proptest::prelude::*;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip_of(entries: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn read(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Damage> {
        let (archive, entries) = Archive::open(bytes, 100)?;
        entries.iter().map(|e| Ok((e.name.clone(), archive.content(e, 1 << 20)?))).collect()
    }

    #[test]
    fn the_variants_that_programs_write() {
        let text = b"Landkreis;Quote\n".repeat(500);
        let whole = [("daten/\u{e4}.csv".to_owned(), text.clone()), ("leer".to_owned(), Vec::new())];
        let entries = [("daten/\u{e4}.csv", text.as_slice()), ("leer", b"")];
        let options = SimpleFileOptions::default();
        let stored = options.compression_method(zip::CompressionMethod::Stored);
        for options in [options, stored, options.large_file(true)] {
            let bytes = zip_of(&entries, options);
            assert_eq!(read(&bytes).unwrap(), whole);
            // Something before the archive, and a comment behind it.
            let mut longer = [b"MZ program", bytes.as_slice()].concat();
            let comment = longer.len() - 2;
            longer[comment] = 3;
            longer.extend(b"abc");
            assert_eq!(read(&longer).unwrap(), whole);
        }
    }

    #[test]
    fn names_in_old_and_new_letters() {
        assert_eq!(named("Th\u{fc}ringen".as_bytes(), false), "Th\u{fc}ringen");
        assert_eq!(named(b"Th\x81ringen gr\x94\xE1er \xFF", false), "Th\u{fc}ringen gr\u{f6}\u{df}er \u{a0}");
        assert_eq!(named(b"a\x81", true), "a\u{fffd}");
        assert_eq!(OLD.chars().count(), 128);
    }

    #[test]
    fn large_numbers_stand_in_further_fields() {
        let (_, entries) = Archive::open(&zip_of(&[("a", b"x")], SimpleFileOptions::default()), 9).unwrap();
        let mut entry = Entry { length: 0xFFFF_FFFF, start: 0xFFFF_FFFF, ..entries[0].clone() };
        entry.widen(Archive(&[&[9, 0, 1, 0, 7, 1, 0, 16, 0][..], &5u64.to_le_bytes(), &6u64.to_le_bytes()].concat()));
        assert_eq!((entry.length, entry.packed, entry.start), (5, entries[0].packed, 6));
    }

    #[test]
    fn damage_is_told_apart() {
        let whole = zip_of(&[("a", b"hello hello hello hello")], SimpleFileOptions::default());
        let directory = whole.windows(4).position(|w| w == ENTRY).unwrap();
        let with = |at: usize, byte: u8| {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            read(&bytes)
        };
        assert_eq!(with(directory + 8, 1), Err(Damage::Encrypted));
        assert_eq!(with(directory + 10, 12), Err(Damage::Method));
        assert_eq!(with(directory + 16, whole[directory + 16] ^ 1), Err(Damage::Checksum));
        assert_eq!(with(directory + 24, whole[directory + 24] ^ 1), Err(Damage::Checksum));
        assert_eq!(with(directory + 42, 200), Err(Damage::Entry));
        assert_eq!(with(directory, b'X'), Err(Damage::Entry));
        assert_eq!(with(31, 7), Err(Damage::Content));
        assert_eq!(read(b"PK"), Err(Damage::End));
        let shorter =
            Archive::open(&whole, 9).map(|(archive, entries)| archive.content(&entries[0], 5).map(|c| c.len()));
        assert_eq!(shorter, Ok(Ok(6)));
    }

    proptest! {
        #[test]
        fn whatever_was_packed_comes_out(pieces in prop::collection::vec((any::<u8>(), 1usize..600), 0..60), level in 1i64..10) {
            // Runs, mixtures, and pieces that repeat.
            let piece = |(byte, length): &(u8, usize)| (0..*length).map(|i| byte.wrapping_add(((i * i) >> (byte % 8)) as u8)).collect();
            let pieces: Vec<Vec<u8>> = pieces.iter().map(piece).collect();
            let content = [pieces.concat(), pieces.concat()].concat();
            let bytes = zip_of(&[("a", &content)], SimpleFileOptions::default().compression_level(Some(level)));
            prop_assert_eq!(read(&bytes), Ok(vec![("a".to_owned(), content)]));
        }

        #[test]
        fn damaged_bytes_never_end_the_program(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in any::<prop::sample::Index>()) {
            let text: Vec<u8> = (0..3000u32).flat_map(|i| format!("{};", i * i % 97).into_bytes()).collect();
            let mut bytes = zip_of(&[("a", &text), ("b/c", b"x")], SimpleFileOptions::default());
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            let _ = read(&bytes);
            let _ = read(&bytes[..cut.index(bytes.len())]);
            let _ = inflate(&bytes, 1 << 16);
        }
    }
}
