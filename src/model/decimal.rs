//! Decimal digits and binary numbers, exactly and in little code. The standard library's conversions are faster and
//! bring 30 kB of code and tables into the browser's module; here whatever has up to 15 digits, as published figures do,
//! takes one division, and the rest is computed with whole numbers of any length.

use super::whole::Whole;

/// A number that is not negative in decimal digits: 0.d₁d₂d₃… · 10^point, without zeros at either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// ASCII digits; none for zero.
    digits: Vec<u8>,
    point: i32,
}

/// Powers of ten up to this one, and whole numbers up to [`EXACT`], are binary numbers without rounding.
const EXACT_POWER: i32 = 22;
/// Any decimal number of 15 digits is told apart from its neighbours by the nearest binary number.
const EXACT: f64 = 1e15;
/// No binary number needs more digits to be told from the middle between two others.
const MOST_DIGITS: usize = 800;

impl Decimal {
    /// The fewest digits that read back as the size of `value`, at most 17: what the publisher wrote. Zero for what is
    /// not finite.
    ///
    /// ```
    /// use sozialatlas::model::Decimal;
    /// assert_eq!(Decimal::of(0.1 + 0.2).plain(), "0.30000000000000004");
    /// assert_eq!(Decimal::of(-12.50).plain(), "12.5");
    /// ```
    pub fn of(value: f64) -> Decimal {
        let value = value.abs();
        if !value.is_finite() {
            return Decimal::new(&[], 0);
        }
        for decimals in 0..=EXACT_POWER {
            let power = power_of_ten(decimals);
            let whole = (value * power).round();
            if whole > EXACT {
                break;
            }
            if whole / power == value {
                return Decimal::new((whole as u64).to_string().as_bytes(), -decimals);
            }
        }
        let exact = Decimal::first_digits(value);
        let shorter = (1..17).map(|count| exact.clone().cut(count)).find(|short| short.value() == value);
        shorter.unwrap_or_else(|| exact.cut(17))
    }

    /// Digits with the power of ten that the last one counts.
    fn new(digits: &[u8], power: i32) -> Decimal {
        let leading = digits.iter().take_while(|d| **d == b'0').count();
        let mut digits = digits[leading..].to_vec();
        let point = if digits.is_empty() { 0 } else { power.saturating_add(digits.len() as i32) };
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        Decimal { digits, point }
    }

    /// The first 18 digits of a number, the rest cut off.
    fn first_digits(value: f64) -> Decimal {
        let (mantissa, exponent) = parts(value);
        let (mut above, mut below) = (Whole::from(mantissa), Whole::from(1));
        above.double(exponent);
        below.double(-exponent);
        // log₁₀ 2 is a little more than 1233 / 4096; one step up or down makes the guess exact.
        let bits = above.bits() as i32 - below.bits() as i32;
        let mut point = bits * 1233 / 4096;
        above.tenfold(-point);
        below.tenfold(point);
        while above < below {
            above.times(10);
            point -= 1;
        }
        let mut tenfold = below.clone();
        tenfold.times(10);
        while above >= tenfold {
            below.times(10);
            tenfold.times(10);
            point += 1;
        }
        let mut digits = Vec::new();
        for _ in 0..18 {
            let mut digit = b'0';
            while above >= below {
                above.subtract(&below);
                digit += 1;
            }
            digits.push(digit);
            above.times(10);
        }
        Decimal { digits, point: point + 1 }
    }

    /// Rounded to so many digits, half up.
    fn cut(mut self, count: usize) -> Decimal {
        let up = self.digits.get(count).is_some_and(|d| *d >= b'5');
        self.digits.truncate(count);
        if up {
            while self.digits.last() == Some(&b'9') {
                self.digits.pop();
            }
            match self.digits.last_mut() {
                Some(digit) => *digit += 1,
                None => {
                    self.digits.push(b'1');
                    self.point += 1;
                }
            }
        }
        let power = self.point - self.digits.len() as i32;
        Decimal::new(&self.digits, power)
    }

    /// With exactly so many decimals, rounded half up: "12.50".
    pub fn fixed(&self, decimals: u8) -> String {
        let decimals = i32::from(decimals);
        let kept = usize::try_from(self.point + decimals);
        let rounded = kept.map_or(Decimal::new(&[], 0), |kept| self.clone().cut(kept));
        rounded.written(decimals)
    }

    /// With all its digits and no exponent: "0.0125".
    pub fn plain(&self) -> String {
        self.written((self.digits.len() as i32 - self.point).max(0))
    }

    fn written(&self, decimals: i32) -> String {
        let mut text = String::new();
        // One zero stands before the point if nothing else does.
        let first = self.point.max(1);
        for place in 0..first + decimals {
            if place == first {
                text.push('.');
            }
            let digit = usize::try_from(place - first + self.point).ok().and_then(|i| self.digits.get(i));
            text.push(char::from(digit.copied().unwrap_or(b'0')));
        }
        text
    }

    /// With an exponent: "1.25e-2".
    pub fn scientific(&self) -> String {
        let mut text = String::new();
        for (place, digit) in self.digits.iter().enumerate() {
            if place == 1 {
                text.push('.');
            }
            text.push(char::from(*digit));
        }
        text.push('e');
        text.push_str(&(self.point - 1).to_string());
        text
    }

    /// The nearest binary number; of two equally near the even one. Infinite if it is too large for any.
    pub fn value(&self) -> f64 {
        let power = self.point - self.digits.len() as i32;
        if self.digits.len() <= 15 && power.abs() <= EXACT_POWER {
            let whole = self.digits.iter().fold(0u64, |n, d| n * 10 + u64::from(d - b'0')) as f64;
            let ten = power_of_ten(power.abs());
            return if power < 0 { whole / ten } else { whole * ten };
        }
        match self.point {
            ..-330 => 0.0,
            310.. => f64::INFINITY,
            _ => self.nearest(power),
        }
    }

    fn nearest(&self, power: i32) -> f64 {
        let (mut above, mut below) = (Whole::from(0), Whole::from(1));
        for digit in &self.digits {
            above.times(10);
            above.add(u32::from(digit - b'0'));
        }
        above.tenfold(power);
        below.tenfold(-power);
        // From here on: number = above / below · 2^exponent, and 1 <= above / below < 2.
        let mut exponent = above.bits() as i32 - below.bits() as i32;
        above.double(-exponent);
        below.double(exponent);
        if above < below {
            above.double(1);
            exponent -= 1;
        }
        // Numbers below 2^-1022 have fewer binary digits.
        let lowest = exponent.max(-1022);
        let mut mantissa = 0u64;
        for _ in 0..=(52 - (lowest - exponent)).max(-1) {
            mantissa *= 2;
            if above >= below {
                above.subtract(&below);
                mantissa += 1;
            }
            above.double(1);
        }
        // `above` is twice what is left, unless not even one digit fitted.
        let half = exponent >= -1075 && (above > below || above == below && mantissa % 2 == 1);
        // A carry out of the mantissa raises the exponent, as it should, and may reach infinity.
        let bits = ((lowest + 1022) as u64) << 52;
        f64::from_bits((bits + mantissa + u64::from(half)).min(f64::INFINITY.to_bits()))
    }
}

/// A number as the shortest decimal without exponent: "-12.5".
pub fn plain(value: f64) -> String {
    let digits = Decimal::of(value).plain();
    if value < 0.0 { "-".to_owned() + &digits } else { digits }
}

/// Reads a decimal number, with or without point and exponent: the nearest binary number, always finite.
///
/// ```
/// use sozialatlas::model::parse_number;
/// assert_eq!(parse_number("-1.25e1"), Some(-12.5));
/// assert_eq!(parse_number("1e999"), None);
/// assert_eq!(parse_number("1,5"), None);
/// ```
pub fn parse_number(text: &str) -> Option<f64> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent_of(exponent)?),
        None => (text, 0),
    };
    let size = number.strip_prefix(['-', '+']).unwrap_or(number);
    let (whole, fraction) = size.split_once('.').unwrap_or((size, ""));
    // Nearly every number of a table is short: its digits and its power of ten are exact, so one division rounds right.
    if exponent == 0 && (1..=15).contains(&(whole.len() + fraction.len())) {
        let digit = |n: Option<u64>, d: u8| d.is_ascii_digit().then(|| n.map(|n| n * 10 + u64::from(d - b'0')))?;
        let value =
            whole.bytes().chain(fraction.bytes()).fold(Some(0), digit)? as f64 / power_of_ten(fraction.len() as i32);
        return Some(if number.starts_with('-') { -value } else { value });
    }
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let mut power = exponent.saturating_sub(i32::try_from(fraction.len()).ok()?);
    let leading = digits.iter().take_while(|d| **d == b'0').count();
    if let Some(rest) = digits.get(leading + MOST_DIGITS..).filter(|rest| !rest.is_empty()) {
        // What is cut off matters only if the number would else lie in the middle between two others.
        power = power.saturating_add(i32::try_from(rest.len()).ok()?);
        let more = rest.iter().any(|d| *d != b'0');
        digits.truncate(leading + MOST_DIGITS);
        if let Some(last) = digits.last_mut().filter(|last| more && **last == b'0') {
            *last = b'1';
        }
    }
    let value = Decimal::new(&digits, power).value();
    value.is_finite().then_some(if number.starts_with('-') { -value } else { value })
}

/// An exponent; beyond a million digits it is all the same.
fn exponent_of(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0i32, |n, d| n.saturating_mul(10).saturating_add(i32::from(d - b'0')));
    let size = size.min(1 << 30);
    Some(if text.starts_with('-') { -size } else { size })
}

/// 10^power without rounding, for powers up to [`EXACT_POWER`].
fn power_of_ten(power: i32) -> f64 {
    (0..power).fold(1.0, |ten, _| ten * 10.0)
}

/// A finite positive number as mantissa · 2^exponent.
fn parts(value: f64) -> (u64, i32) {
    let (bits, fraction) = (value.to_bits(), (1 << 52) - 1);
    match (bits >> 52) as i32 {
        0 => (bits & fraction, -1074),
        exponent => (bits & fraction | 1 << 52, exponent - 1075),
    }
}

#[cfg(test)]
#[path = "decimal_tests.rs"]
mod tests;
