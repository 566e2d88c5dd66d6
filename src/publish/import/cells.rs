//! What a cell says: a figure however an office writes it, or a sign in its place.

/// How the figures of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Between whole and fraction.
    pub decimal: char,
    /// Between thousands, besides spaces and apostrophes, which are always understood.
    pub group: Option<char>,
}

impl Style {
    /// `1234.5`
    pub const POINT: Style = Style { decimal: '.', group: None };
    /// `1.234,5`
    pub const GERMAN: Style = Style { decimal: ',', group: Some('.') };
    /// `1,234.5`
    pub const ENGLISH: Style = Style { decimal: '.', group: Some(',') };
}

/// What was read from a cell; the digits of a number are in the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A figure, with what the file marks it with: `p`, `r`, `s`, `b`, `()`; and whether a percent sign stood there.
    Number(&'static str, bool),
    /// A sign in the place of a figure, as official tables write it; empty for an empty cell.
    Sign(&'static str),
    /// Neither.
    Other,
}

/// Signs in the place of figures, and the official sign that means the same.
const SIGNS: &[(&str, &str)] = &[
    ("", ""),
    ("-", "-"),
    ("–", "-"),
    ("−", "-"),
    ("—", "-"),
    (".", "."),
    ("·", "."),
    ("•", "."),
    ("*", "."),
    ("**", "."),
    ("...", "..."),
    ("…", "..."),
    ("/", "/"),
    ("()", "/"),
    ("( )", "/"),
    ("x", "x"),
    ("X", "x"),
    ("k.A.", ""),
    ("k. A.", ""),
    ("keine Angabe", ""),
    ("n.v.", ""),
    ("n/a", ""),
    ("N/A", ""),
    ("NA", ""),
    ("NaN", ""),
    ("nan", ""),
    ("null", ""),
    ("NULL", ""),
    ("None", ""),
];

/// Reads a cell; the digits of a figure are put into `digits`, with a decimal point and no separators, nothing rounded.
///
/// ```
/// use sozialatlas::publish::import::{Said, Style, read_cell};
/// let mut digits = String::new();
/// assert_eq!(read_cell("1.234,50 %", Style::GERMAN, &mut digits), Said::Number("", true));
/// assert_eq!(digits, "1234.50");
/// assert_eq!(read_cell("(12)", Style::POINT, &mut digits), Said::Number("()", false), "limited reliability");
/// assert_eq!(read_cell("•", Style::POINT, &mut digits), Said::Sign("."));
/// assert_eq!(read_cell("12.34", Style::GERMAN, &mut digits), Said::Other, "no group of three");
/// ```
pub fn read_cell(text: &str, style: Style, digits: &mut String) -> Said {
    digits.clear();
    let text = text.trim();
    if let Some((_, sign)) = SIGNS.iter().find(|(written, _)| *written == text) {
        return Said::Sign(sign);
    }
    if super::is_fault(text) {
        return Said::Sign(".");
    }
    let (inner, limited) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (text, false),
    };
    let (inner, percent) = inner.strip_suffix('%').map_or((inner, false), |rest| (rest.trim_end(), true));
    let (inner, flag) = marked(inner);
    if !plain_digits(inner, style, digits) {
        return Said::Other;
    }
    Said::Number(if limited { "()" } else { flag }, percent)
}

/// A figure with a letter behind it: `12 p`.
fn marked(text: &str) -> (&str, &'static str) {
    let flag = match text.as_bytes().last() {
        Some(b'p') => "p",
        Some(b'r') => "r",
        Some(b's') => "s",
        Some(b'b') => "b",
        _ => return (text, ""),
    };
    let figure = text.get(..text.len() - 1).unwrap_or_default().trim_end();
    if figure.ends_with(|c: char| c.is_ascii_digit()) { (figure, flag) } else { (text, "") }
}

fn plain_digits(text: &str, style: Style, digits: &mut String) -> bool {
    let mut letters = text.chars().peekable();
    match letters.peek() {
        Some('-' | '−' | '–') => {
            digits.push('-');
            letters.next();
        }
        Some('+') => {
            letters.next();
        }
        _ => {}
    }
    let (mut whole, mut fraction, mut grouped, mut point) = (0_usize, 0_usize, None::<usize>, false);
    while let Some(letter) = letters.next() {
        if letter.is_ascii_digit() {
            *(if point { &mut fraction } else { &mut whole }) += 1;
            grouped = grouped.map(|count| count + usize::from(!point));
            digits.push(letter);
        } else if letter == style.decimal && !point {
            if whole == 0 {
                digits.push('0');
            }
            point = true;
            digits.push('.');
        } else if (Some(letter) == style.group || is_space(letter)) && !point && whole > 0 {
            // The first group has one to three digits, every other one three.
            if grouped.map_or(whole > 3, |count| count != 3) {
                return false;
            }
            grouped = Some(0);
        } else if matches!(letter, 'e' | 'E') && whole > 0 {
            return exponent(&mut letters, digits) && grouped.is_none();
        } else {
            return false;
        }
    }
    whole + fraction > 0 && (!point || fraction > 0) && grouped.is_none_or(|count| count == 3)
}

fn exponent(letters: &mut impl Iterator<Item = char>, digits: &mut String) -> bool {
    digits.push('e');
    let before = digits.len();
    for (place, letter) in letters.enumerate() {
        match letter {
            '+' if place == 0 => {}
            '-' if place == 0 => digits.push('-'),
            _ if letter.is_ascii_digit() => digits.push(letter),
            _ => return false,
        }
    }
    digits.len() > before && digits.parse::<f64>().is_ok_and(f64::is_finite)
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’')
}

/// What the separators of many cells tell about how their figures are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Cells in which the comma can only be the decimal sign, and one of them.
    pub comma_decimal: (usize, String),
    /// Cells in which the point can only be the decimal sign, and one of them.
    pub point_decimal: (usize, String),
    /// Cells in which the comma can only stand between thousands: `1,234,567`, `1,234.5`.
    pub comma_group: usize,
    /// Cells in which the point can only stand between thousands.
    pub point_group: usize,
    /// `8,380`: either.
    pub comma_either: (usize, String),
    /// `8.380`: either.
    pub point_either: (usize, String),
    /// Whole numbers of four and more digits without a separator.
    pub long_plain: usize,
    /// Cells that are numbers in any way of writing.
    pub numbers: usize,
    /// Cells that are signs or empty.
    pub signs: usize,
    /// Cells that are neither, and one of them.
    pub others: (usize, String),
    /// Cells with a percent sign.
    pub percent: usize,
    /// The most digits behind the decimal sign.
    pub decimals: usize,
}

impl Evidence {
    /// Looks at one more cell.
    pub fn add(&mut self, cell: &str) {
        let text = cell.trim();
        let mut digits = String::new();
        let styles = [Style::POINT, Style::GERMAN, Style::ENGLISH];
        let read = styles.map(|style| read_cell(text, style, &mut digits));
        if let Said::Sign(_) = read[0] {
            self.signs += 1;
            return;
        }
        let Some(Said::Number(_, percent)) = read.into_iter().find(|said| matches!(said, Said::Number(..))) else {
            note(&mut self.others, text);
            return;
        };
        self.numbers += 1;
        self.percent += usize::from(percent);
        let body: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
        self.separators(&body);
    }

    fn separators(&mut self, body: &str) {
        let (commas, points) = (body.matches(',').count(), body.matches('.').count());
        let last = body.rfind([',', '.']);
        let behind = last.map_or(0, |place| body.len() - place - 1);
        let before = last.map_or(body.len(), |place| place);
        match (commas, points) {
            (0, 0) => self.long_plain += usize::from(body.len() > 3),
            (1.., 1..) if body.rfind(',') > body.rfind('.') => {
                note(&mut self.comma_decimal, body);
                self.point_group += 1;
                self.decimals = self.decimals.max(behind);
            }
            (1.., 1..) => {
                note(&mut self.point_decimal, body);
                self.comma_group += 1;
                self.decimals = self.decimals.max(behind);
            }
            (2.., 0) => self.comma_group += 1,
            (0, 2..) => self.point_group += 1,
            (1, 0) if behind == 3 && (1..=3).contains(&before) && !body.starts_with('0') => {
                note(&mut self.comma_either, body);
            }
            (0, 1) if behind == 3 && (1..=3).contains(&before) && !body.starts_with('0') => {
                note(&mut self.point_either, body);
            }
            (1, 0) => {
                note(&mut self.comma_decimal, body);
                self.decimals = self.decimals.max(behind);
            }
            _ => {
                note(&mut self.point_decimal, body);
                self.decimals = self.decimals.max(behind);
            }
        }
    }

    /// Adds what other cells tell.
    pub fn join(&mut self, other: &Evidence) {
        let pairs = [
            (&mut self.comma_decimal, &other.comma_decimal),
            (&mut self.point_decimal, &other.point_decimal),
            (&mut self.comma_either, &other.comma_either),
            (&mut self.point_either, &other.point_either),
        ];
        for (own, others) in pairs {
            if own.0 == 0 {
                own.1.clone_from(&others.1);
            }
            own.0 += others.0;
        }
        self.comma_group += other.comma_group;
        self.point_group += other.point_group;
        self.long_plain += other.long_plain;
    }

    /// How the figures are written, and whether that was a guess that a person should look at. `table` is what all
    /// columns of figures tell together.
    ///
    /// A sign that can only be the decimal sign decides. Where every cell could be either (`8,380`), the rest of the
    /// table decides; where that is silent too, whole numbers of four digits without separator show that there are no
    /// separators between thousands.
    pub fn style(&self, table: &Evidence) -> (Style, bool) {
        let comma = self.comma_decimal.0 + self.point_group;
        let point = self.point_decimal.0 + self.comma_group;
        if comma != point {
            return (if comma > point { Style::GERMAN } else { Style::ENGLISH }, comma > 0 && point > 0);
        }
        if self.comma_either.0 + self.point_either.0 == 0 {
            return (Style::POINT, comma > 0);
        }
        let (comma, point) = (table.comma_decimal.0 + table.point_group, table.point_decimal.0 + table.comma_group);
        if comma != point {
            return (if comma > point { Style::GERMAN } else { Style::ENGLISH }, comma > 0 && point > 0);
        }
        let decimal = self.long_plain > 0;
        let style = match (self.comma_either.0 > self.point_either.0, decimal) {
            (true, true) | (false, false) => Style::GERMAN,
            (true, false) | (false, true) => Style::ENGLISH,
        };
        (style, true)
    }
}

fn note(counted: &mut (usize, String), example: &str) {
    if counted.0 == 0 {
        counted.1 = example.chars().take(40).collect();
    }
    counted.0 += 1;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn style(cells: &[&str], table: &[&str]) -> (Style, bool) {
        let evidence = |cells: &[&str]| {
            let mut all = Evidence::default();
            cells.iter().for_each(|c| all.add(c));
            all
        };
        evidence(cells).style(&evidence(table))
    }

    #[test]
    fn separators_are_judged_by_evidence() {
        assert_eq!(style(&["4,5", "12"], &[]), (Style::GERMAN, false));
        assert_eq!(style(&["1.234,5"], &[]), (Style::GERMAN, false));
        assert_eq!(style(&["4.5", "1200"], &[]), (Style::ENGLISH, false));
        assert_eq!(style(&["8,380", "598"], &["7.1"]), (Style::ENGLISH, false));
        assert_eq!(style(&["8,380", "598"], &["7,1"]), (Style::GERMAN, false));
        assert_eq!(style(&["8.380", "598"], &[]), (Style::GERMAN, true));
        assert_eq!(style(&["8.380", "5981"], &[]), (Style::ENGLISH, true));
        assert_eq!(style(&["12", "-", "."], &[]), (Style::POINT, false));
        assert_eq!(style(&["0,123"], &[]), (Style::GERMAN, false));
    }

    #[test]
    fn cells() {
        let mut digits = String::new();
        let mut read = |text: &str, style| (read_cell(text, style, &mut digits), digits.clone());
        assert_eq!(read("1 234 567", Style::GERMAN), (Said::Number("", false), "1234567".into()));
        assert_eq!(read("−0,5 p", Style::GERMAN), (Said::Number("p", false), "-0.5".into()));
        assert_eq!(read("1,2E+05", Style::GERMAN), (Said::Number("", false), "1.2e05".into()));
        assert_eq!(read(",5", Style::GERMAN).1, "0.5");
        for text in ["1.2.3", "12..5", "abc", "1-2", "--", "1,", "e5", "12 34", "1e999"] {
            assert_eq!(read(text, Style::GERMAN).0, Said::Other, "{text}");
        }
        assert_eq!(read("#DIV/0!", Style::POINT).0, Said::Sign("."));
    }

    proptest! {
        #[test]
        fn numbers_come_back(value in -10_000_000_i64..10_000_000, decimals in 0_usize..4) {
            let scaled = value as f64 / 10_f64.powi(decimals as i32);
            let plain = format!("{scaled:.decimals$}");
            let mut digits = String::new();
            let german = plain.replace('.', ",");
            prop_assert_eq!(read_cell(&german, Style::GERMAN, &mut digits), Said::Number("", false));
            prop_assert_eq!(digits, plain);
        }

        #[test]
        fn what_is_a_number_parses(text in "[-+0-9., eE%()p'/x]{0,12}", german in any::<bool>()) {
            let mut digits = String::new();
            let style = if german { Style::GERMAN } else { Style::ENGLISH };
            if let Said::Number(..) = read_cell(&text, style, &mut digits) {
                prop_assert!(digits.parse::<f64>().is_ok_and(f64::is_finite), "{text} {digits}");
            }
            Evidence::default().add(&text);
        }
    }
}
