//! Text as a search compares it: small letters, no accents, umlauts in both spellings.

/// One text in two spellings: words of ASCII letters and digits, separated by single spaces.
/// Letters of other alphabets stay as small letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folded {
    /// Umlauts written out: Sömmerda is `soemmerda`.
    pub written_out: String,
    /// Umlauts without their dots: Sömmerda is `sommerda`. Also the sort key of German dictionaries.
    pub plain: String,
}

/// Folds a text. Everything that is neither letter nor digit separates words.
pub(super) fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    let mut separated = false;
    for letter in text.chars().map(small) {
        // A combining mark (decomposed ö from some systems) belongs to the letter before it.
        if ('\u{300}'..='\u{36f}').contains(&letter) {
            if letter == '\u{308}' && folded.written_out.ends_with(['a', 'o', 'u']) {
                folded.written_out.push('e');
            }
            continue;
        }
        if !is_letter(letter) {
            separated = true;
            continue;
        }
        if separated && !folded.plain.is_empty() {
            folded.written_out.push(' ');
            folded.plain.push(' ');
        }
        separated = false;
        let (written_out, plain) = spellings(letter);
        match plain {
            "" => {
                folded.written_out.push(letter);
                folded.plain.push(letter);
            }
            _ => {
                folded.written_out.push_str(written_out);
                folded.plain.push_str(plain);
            }
        }
    }
    folded
}

/// The small letter in the alphabets of Europe: Latin, Greek, Cyrillic. Others stay as they are; the tables of all the
/// world's letters would weigh 12 kB.
fn small(letter: char) -> char {
    let code = u32::from(letter);
    let small = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3a9 | 0x410..=0x42f => code + 32,
        0x400..=0x40f => code + 80,
        0x130 => 0x69,
        // Capital and small letter are neighbours here: the even one is the capital, in two stretches the odd one.
        0x100..=0x137 | 0x14a..=0x177 | 0x200..=0x21f => code | 1,
        0x139..=0x148 | 0x179..=0x17e => code + code % 2,
        0x178 => 0xff,
        0x1e9e => 0xdf,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

/// Whether a character belongs to a word: beyond ASCII everything but the blocks of signs and pictures.
fn is_letter(c: char) -> bool {
    let sign = matches!(c, '\u{80}'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}'
        | '\u{fe00}'..='\u{fe6f}' | '\u{1f000}'..='\u{1faff}');
    c.is_ascii_alphanumeric() || (!c.is_ascii() && !sign)
}

fn spellings(letter: char) -> (&'static str, &'static str) {
    match letter {
        'ä' => ("ae", "a"),
        'ö' | 'ø' => ("oe", "o"),
        'ü' => ("ue", "u"),
        'ß' => ("ss", "ss"),
        'á' | 'à' | 'â' | 'ã' | 'å' => ("a", "a"),
        'é' | 'è' | 'ê' | 'ë' | 'ě' => ("e", "e"),
        'í' | 'ì' | 'î' | 'ï' => ("i", "i"),
        'ó' | 'ò' | 'ô' | 'õ' => ("o", "o"),
        'ú' | 'ù' | 'û' | 'ů' => ("u", "u"),
        'ç' | 'č' | 'ć' => ("c", "c"),
        'š' | 'ś' => ("s", "s"),
        'ž' | 'ź' | 'ż' => ("z", "z"),
        'ñ' | 'ń' => ("n", "n"),
        'ł' => ("l", "l"),
        'ř' => ("r", "r"),
        _ => ("", ""),
    }
}

/// Distance of `typed` to the whole `name` and to its nearest beginning.
///
/// Counts insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). Both distances are
/// cut off at `limit + 1`, so that hopeless pairs cost little.
pub(super) fn distances(typed: &[char], name: &[char], limit: usize) -> (usize, usize) {
    let none = (limit + 1, limit + 1);
    if typed.len() > name.len() + limit {
        return none;
    }
    // Rows over the letters of `typed`; a cell is the distance of the two beginnings.
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=name.len()).collect();
    for (i, a) in typed.iter().enumerate() {
        let mut row = Vec::with_capacity(name.len() + 1);
        row.push(i + 1);
        for (j, b) in name.iter().enumerate() {
            let mut cell = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == name[j - 1] && typed[i - 1] == *b {
                cell = cell.min(before_last[j - 1] + 1);
            }
            row.push(cell);
        }
        if row.iter().all(|cell| *cell > limit) {
            return none;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    let beginning = last.iter().copied().min().unwrap_or(limit + 1);
    (last.last().copied().unwrap_or(limit + 1).min(limit + 1), beginning.min(limit + 1))
}

/// How many slips a word of this length is forgiven: none in short words, where every slip is another word.
pub(super) fn forgiven(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..7 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings() {
        let folded = |text| {
            let f = fold(text);
            (f.written_out, f.plain)
        };
        assert_eq!(folded("Kyffhäuserkreis"), ("kyffhaeuserkreis".into(), "kyffhauserkreis".into()));
        assert_eq!(folded("  Saale-Orla--Kreis "), ("saale orla kreis".into(), "saale orla kreis".into()));
        assert_eq!(folded("So\u{308}mmerda"), ("soemmerda".into(), "sommerda".into()));
        assert_eq!(folded("STRAẞE Łódź"), ("strasse lodz".into(), "strasse lodz".into()));
        assert_eq!(folded("€ – \u{308}"), (String::new(), String::new()));
    }

    #[test]
    fn letters_of_europe_are_made_small() {
        let latin = '\u{0}'..='\u{17f}';
        for letter in latin.chain('Α'..='Ω').chain('Ѐ'..='Я').chain('Ȁ'..='ț').filter(|c| *c != 'İ') {
            assert_eq!(small(letter).to_string(), letter.to_lowercase().to_string(), "{letter}");
        }
        let folded = |text| fold(text).plain;
        assert_eq!(folded("İZMİR, ΑΘΗΝΑ/Žilina · София"), "izmir αθηνα zilina софия");
    }

    #[test]
    fn slips_count_once() {
        let distance = |a: &str, b: &str| {
            let letters = |t: &str| t.chars().collect::<Vec<_>>();
            distances(&letters(a), &letters(b), 3)
        };
        assert_eq!(distance("gera", "gera"), (0, 0));
        assert_eq!(distance("wartburgkries", "wartburgkreis"), (1, 1));
        assert_eq!(distance("eisennach", "eisenach"), (1, 1));
        assert_eq!(distance("altnb", "altenburg"), (4, 1));
        assert_eq!(distance("", "abc"), (3, 0));
        assert_eq!(distance("xyzxyz", "gera"), (4, 4));
        assert_eq!(distance("abcdefgh", "a"), (4, 4));
    }
}
