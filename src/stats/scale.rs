//! Scaling by powers of two, which loses no digit.

/// The power of two that brings the largest magnitude of `values` into [1, 2): 2^⌊log₂ max|x|⌋, and 1 for zeros only.
///
/// Dividing by it keeps sums and squares of values near 1e308 finite and those of tiny values above zero. The division is
/// exact (only values 2¹⁰²² times smaller than the largest lose digits), so results are the same bits as without it.
pub(super) fn power_of_two(values: &[f64]) -> f64 {
    // Not `f64::max`, which WebAssembly has no instruction for.
    power_below(values.iter().fold(0.0, |m, v| if v.abs() > m { v.abs() } else { m }))
}

/// The power of two below a magnitude, 2^⌊log₂ x⌋; 1 for 0 and for what is no number.
pub(super) fn power_below(largest: f64) -> f64 {
    if largest == 0.0 || !largest.is_finite() {
        return 1.0;
    }
    // The exponent bits alone; numbers below the smallest normal one have none and are scaled by that one.
    f64::from_bits(largest.to_bits() & (0x7FF << 52)).max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::power_of_two;

    #[test]
    fn the_largest_is_brought_to_one_or_two() {
        assert_eq!(power_of_two(&[1.0, -10.0]), 8.0);
        assert_eq!(power_of_two(&[0.75]), 0.5);
        assert_eq!(power_of_two(&[1e308]), 2f64.powi(1023));
        assert_eq!(power_of_two(&[5e-324]), f64::MIN_POSITIVE);
        assert_eq!(power_of_two(&[0.0, -0.0]), 1.0);
        assert_eq!(power_of_two(&[]), 1.0);
        assert_eq!(power_of_two(&[f64::INFINITY, f64::NAN]), 1.0);
    }
}
