//! Two numbers side by side, as a processor computes them in one step.
//!
//! The browser's worker is built for size, where a compiler does not look for such steps by itself: the kernels that
//! decide how long a reader waits name them. With SIMD a pair is one register of WebAssembly; without, and natively, it
//! is an array that behaves the same to the last bit.

use std::ops::{Add, Div, Mul, Sub};

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod inner {
    use std::arch::wasm32::{
        f64x2, f64x2_add, f64x2_div, f64x2_extract_lane, f64x2_lt, f64x2_mul, f64x2_pmax, f64x2_pmin, f64x2_sub, v128,
        v128_bitselect,
    };

    pub type Two = v128;

    #[inline(always)]
    pub fn two(a: f64, b: f64) -> Two {
        f64x2(a, b)
    }

    #[inline(always)]
    pub fn both(two: Two) -> [f64; 2] {
        [f64x2_extract_lane::<0>(two), f64x2_extract_lane::<1>(two)]
    }

    #[inline(always)]
    pub fn add(a: Two, b: Two) -> Two {
        f64x2_add(a, b)
    }

    #[inline(always)]
    pub fn sub(a: Two, b: Two) -> Two {
        f64x2_sub(a, b)
    }

    #[inline(always)]
    pub fn mul(a: Two, b: Two) -> Two {
        f64x2_mul(a, b)
    }

    #[inline(always)]
    pub fn div(a: Two, b: Two) -> Two {
        f64x2_div(a, b)
    }

    #[inline(always)]
    pub fn if_less(a: Two, b: Two, then: Two, otherwise: Two) -> Two {
        v128_bitselect(then, otherwise, f64x2_lt(a, b))
    }

    #[inline(always)]
    pub fn least(a: Two, b: Two) -> Two {
        f64x2_pmin(a, b)
    }

    #[inline(always)]
    pub fn greatest(a: Two, b: Two) -> Two {
        f64x2_pmax(a, b)
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod inner {
    pub type Two = [f64; 2];

    #[inline(always)]
    pub fn two(a: f64, b: f64) -> Two {
        [a, b]
    }

    #[inline(always)]
    pub fn both(two: Two) -> [f64; 2] {
        two
    }

    #[inline(always)]
    pub fn add(a: Two, b: Two) -> Two {
        [a[0] + b[0], a[1] + b[1]]
    }

    #[inline(always)]
    pub fn sub(a: Two, b: Two) -> Two {
        [a[0] - b[0], a[1] - b[1]]
    }

    #[inline(always)]
    pub fn mul(a: Two, b: Two) -> Two {
        [a[0] * b[0], a[1] * b[1]]
    }

    #[inline(always)]
    pub fn div(a: Two, b: Two) -> Two {
        [a[0] / b[0], a[1] / b[1]]
    }

    #[inline(always)]
    pub fn if_less(a: Two, b: Two, then: Two, otherwise: Two) -> Two {
        [if a[0] < b[0] { then[0] } else { otherwise[0] }, if a[1] < b[1] { then[1] } else { otherwise[1] }]
    }

    #[inline(always)]
    pub fn least(a: Two, b: Two) -> Two {
        if_less(b, a, b, a)
    }

    #[inline(always)]
    pub fn greatest(a: Two, b: Two) -> Two {
        if_less(a, b, b, a)
    }
}

/// Two numbers side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair(inner::Two);

impl Pair {
    /// The two.
    #[inline(always)]
    pub fn new(a: f64, b: f64) -> Pair {
        Pair(inner::two(a, b))
    }

    /// The same number twice.
    #[inline(always)]
    pub fn both(value: f64) -> Pair {
        Pair::new(value, value)
    }

    /// The two as an array.
    #[inline(always)]
    pub fn values(self) -> [f64; 2] {
        inner::both(self.0)
    }

    /// Side by side: `then` where this number is less than the other's, else `otherwise`.
    #[inline(always)]
    pub fn if_less(self, other: Pair, then: Pair, otherwise: Pair) -> Pair {
        Pair(inner::if_less(self.0, other.0, then.0, otherwise.0))
    }

    /// Side by side the other's number where it is less, else this one.
    #[inline(always)]
    pub fn least(self, other: Pair) -> Pair {
        Pair(inner::least(self.0, other.0))
    }

    /// Side by side the other's number where it is greater, else this one.
    #[inline(always)]
    pub fn greatest(self, other: Pair) -> Pair {
        Pair(inner::greatest(self.0, other.0))
    }

    /// Puts a number into one of the two places.
    #[inline(always)]
    pub fn set(&mut self, place: usize, value: f64) {
        let [a, b] = self.values();
        *self = if place == 0 { Pair::new(value, b) } else { Pair::new(a, value) };
    }
}

impl Add for Pair {
    type Output = Pair;

    #[inline(always)]
    fn add(self, other: Pair) -> Pair {
        Pair(inner::add(self.0, other.0))
    }
}

impl Sub for Pair {
    type Output = Pair;

    #[inline(always)]
    fn sub(self, other: Pair) -> Pair {
        Pair(inner::sub(self.0, other.0))
    }
}

impl Div for Pair {
    type Output = Pair;

    #[inline(always)]
    fn div(self, other: Pair) -> Pair {
        Pair(inner::div(self.0, other.0))
    }
}

impl Mul for Pair {
    type Output = Pair;

    #[inline(always)]
    fn mul(self, other: Pair) -> Pair {
        Pair(inner::mul(self.0, other.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_by_side() {
        let (a, b) = (Pair::new(1.0, 5.0), Pair::new(3.0, 4.0));
        assert_eq!((a + b).values(), [4.0, 9.0]);
        assert_eq!((a - b).values(), [-2.0, 1.0]);
        assert_eq!((a * b).values(), [3.0, 20.0]);
        assert_eq!((a / b).values(), [1.0 / 3.0, 1.25]);
        assert_eq!(a.if_less(b, Pair::both(1.0), Pair::both(0.0)).values(), [1.0, 0.0]);
        let mut c = a;
        c.set(1, 7.0);
        assert_eq!(c.values(), [1.0, 7.0]);
        // What is no number is not less.
        assert_eq!(Pair::both(f64::NAN).if_less(a, a, b).values(), b.values());
        assert_eq!((a.least(b).values(), a.greatest(b).values()), ([1.0, 4.0], [3.0, 5.0]));
        assert_eq!(a.least(Pair::both(f64::NAN)).values(), a.values());
        assert_eq!(a.greatest(Pair::both(f64::NAN)).values(), a.values());
    }
}
