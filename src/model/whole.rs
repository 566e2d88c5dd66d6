//! Whole numbers of any length, as far as [`Decimal`](super::Decimal) needs them.

use std::cmp::Ordering;

/// A whole number that is not negative: 32 binary digits a limb, the lowest first, no zeros at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Whole(Vec<u32>);

impl Whole {
    pub fn from(number: u64) -> Whole {
        let mut whole = Whole(vec![number as u32, (number >> 32) as u32]);
        whole.trim();
        whole
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// How many binary digits it has.
    pub fn bits(&self) -> u32 {
        self.0.last().map_or(0, |high| self.0.len() as u32 * 32 - high.leading_zeros())
    }

    pub fn times(&mut self, factor: u32) {
        self.times_and(factor, 0);
    }

    pub fn add(&mut self, number: u32) {
        self.times_and(1, number);
    }

    fn times_and(&mut self, factor: u32, mut carry: u32) {
        for limb in &mut self.0 {
            let product = u64::from(*limb) * u64::from(factor) + u64::from(carry);
            *limb = product as u32;
            carry = (product >> 32) as u32;
        }
        if carry > 0 {
            self.0.push(carry);
        }
    }

    /// Times 2^times; nothing if `times` is negative.
    pub fn double(&mut self, times: i32) {
        let times = times.max(0) as u32;
        if !self.0.is_empty() {
            self.0.splice(0..0, (0..times / 32).map(|_| 0));
        }
        self.times(1 << (times % 32));
    }

    /// Times 10^times; nothing if `times` is negative.
    pub fn tenfold(&mut self, times: i32) {
        for _ in 0..times {
            self.times(10);
        }
    }

    /// Less a number that is not greater.
    pub fn subtract(&mut self, other: &Whole) {
        let mut borrow = false;
        for (place, limb) in self.0.iter_mut().enumerate() {
            let (less, first) = limb.overflowing_sub(other.0.get(place).copied().unwrap_or(0));
            let (less, second) = less.overflowing_sub(u32::from(borrow));
            borrow = first || second;
            *limb = less;
        }
        self.trim();
    }
}

impl Ord for Whole {
    fn cmp(&self, other: &Whole) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Whole {
    fn partial_cmp(&self, other: &Whole) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
