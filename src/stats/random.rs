//! Random numbers that are the same on every device.

/// How many permutations, and the seed of the generator that draws them.
///
/// Both belong into the address or beside the published figure: the same count and seed give the same p-values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permutations {
    /// How many are drawn for each value. The smallest p-value that m permutations can give is 1 / (m + 1).
    pub count: u32,
    /// Start of the generator.
    pub seed: u64,
}

/// A generator of random numbers with an explicit seed: xoshiro256++ (Blackman & Vigna 2021), its state filled by
/// SplitMix64 as its authors recommend.
///
/// Only integer arithmetic and exact divisions by powers of two: a seed gives the same numbers in every browser and on
/// every machine. Not for secrets.
///
/// ```
/// use sozialatlas::stats::Random;
/// let (mut a, mut b) = (Random::new(7), Random::new(7));
/// assert_eq!(a.next_u64(), b.next_u64());
/// assert!(a.below(6) < 6);
/// assert!((0.0..1.0).contains(&a.uniform()));
/// ```
#[derive(Clone, Debug)]
pub struct Random([u64; 4]);

impl Random {
    /// The generator for a seed; every seed is good, 0 included.
    pub fn new(seed: u64) -> Random {
        let mut mixed = seed;
        let mut next = || {
            mixed = mixed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = mixed;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ (z >> 31)
        };
        Random([next(), next(), next(), next()])
    }

    /// A stream of its own for part `stream` of the work: the result of one unit does not depend on how the units are
    /// dealt out to steps or workers.
    ///
    /// ```
    /// use sozialatlas::stats::Random;
    /// assert_eq!(Random::stream(7, 3).next_u64(), Random::stream(7, 3).next_u64());
    /// assert_ne!(Random::stream(7, 3).next_u64(), Random::stream(7, 4).next_u64());
    /// ```
    pub fn stream(seed: u64, stream: u64) -> Random {
        let mut first = Random::new(seed);
        Random::new(first.next_u64() ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// The next 64 random bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A whole number from 0 to `bound − 1`, each equally likely (Lemire 2019). A bound of 0 gives 0.
    #[inline]
    pub fn below(&mut self, bound: u32) -> u32 {
        let mut product = (self.next_u64() >> 32) * u64::from(bound);
        if (product as u32) < bound {
            // The few products that would favour the small numbers are drawn again.
            let threshold = bound.wrapping_neg() % bound.max(1);
            while (product as u32) < threshold {
                product = (self.next_u64() >> 32) * u64::from(bound);
            }
        }
        (product >> 32) as u32
    }

    /// A number in [0, 1), each of the 2⁵³ multiples of 2⁻⁵³ equally likely.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// A number from the standard normal distribution, by the polar method (Marsaglia & Bray 1964).
    pub fn normal(&mut self) -> f64 {
        loop {
            let u = 2.0 * self.uniform() - 1.0;
            let v = 2.0 * self.uniform() - 1.0;
            let s = u * u + v * v;
            if s > 0.0 && s < 1.0 {
                return u * (-2.0 * s.ln() / s).sqrt();
            }
        }
    }

    /// Puts the items into random order, each order equally likely (Fisher & Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last as u32 + 1) as usize;
            items.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix_and_xoshiro_as_published() {
        // SplitMix64 from 0 starts with these numbers (test vector of its authors' reference code).
        assert_eq!(Random::new(0).0[0], 0xE220_A839_7B1D_CDAF);
        assert_eq!(Random::new(0).0[1], 0x6E78_9E6A_A1B9_65F4);
        // xoshiro256++ from the state 1, 2, 3, 4.
        let mut random = Random([1, 2, 3, 4]);
        assert_eq!([random.next_u64(), random.next_u64(), random.next_u64()], [41943041, 58720359, 3588806011781223]);
    }

    #[test]
    fn below_is_even_and_in_range() {
        let mut random = Random::new(1);
        let mut counts = [0u32; 7];
        for _ in 0..70_000 {
            counts[random.below(7) as usize] += 1;
        }
        // Each is binomial with mean 10,000 and standard deviation 93.
        assert!(counts.iter().all(|c| c.abs_diff(10_000) < 465), "{counts:?}");
        assert_eq!((random.below(0), random.below(1)), (0, 0));
        assert!((0..100).all(|_| random.below(u32::MAX) < u32::MAX));
    }

    #[test]
    fn moments_of_uniform_and_normal() {
        let mut random = Random::new(2);
        let n = 100_000;
        let mean = (0..n).map(|_| random.uniform()).sum::<f64>() / f64::from(n);
        assert!((mean - 0.5).abs() < 5.0 * (1.0f64 / 12.0 / f64::from(n)).sqrt());
        let draws: Vec<f64> = (0..n).map(|_| random.normal()).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let var = draws.iter().map(|x| x * x).sum::<f64>() / f64::from(n);
        assert!(mean.abs() < 5.0 / f64::from(n).sqrt() && (var - 1.0).abs() < 5.0 * (2.0 / f64::from(n)).sqrt());
    }

    #[test]
    fn every_order_of_three_is_drawn() {
        let mut random = Random::new(3);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..6_000 {
            let mut items = [0, 1, 2];
            random.shuffle(&mut items);
            *counts.entry(items).or_insert(0u32) += 1;
        }
        assert!(counts.len() == 6 && counts.values().all(|c| c.abs_diff(1_000) < 150), "{counts:?}");
    }

    #[test]
    fn streams_differ() {
        assert_ne!(Random::stream(5, 0).next_u64(), Random::stream(5, 1).next_u64());
        assert_ne!(Random::stream(5, 1).next_u64(), Random::stream(6, 1).next_u64());
    }
}
