//! On which side of a line a point lies, without rounding errors.

/// The sign of the area of the triangle a, b, c: positive if c lies to the left of the line from a to b, negative to
/// its right, and 0 exactly if the three lie on one line. The size of the result means nothing.
///
/// The determinant is computed in plain arithmetic first; where its sign could be due to rounding it is computed again
/// as an exact sum of exact products (Shewchuk 1997, *Adaptive precision floating-point arithmetic and fast robust
/// geometric predicates*). Exact for coordinates that are 0 or between 10⁻¹²⁰ and 10¹⁴⁰ in size.
pub(super) fn orientation(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    let left = (a[0] - c[0]) * (b[1] - c[1]);
    let right = (a[1] - c[1]) * (b[0] - c[0]);
    let area = left - right;
    // Shewchuk's bound of the error of the three lines above: (3 + 16 ε) ε with ε = 2⁻⁵³.
    if area.abs() > 3.330_669_073_875_472e-16 * (left.abs() + right.abs()) {
        return area;
    }
    exact(a, b, c)
}

/// The same sign from a_x b_y − a_x c_y − c_x b_y − a_y b_x + a_y c_x + c_y b_x, summed without rounding.
fn exact(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    let products = [(a[0], b[1]), (-a[0], c[1]), (-c[0], b[1]), (-a[1], b[0]), (a[1], c[0]), (c[1], b[0])];
    // The parts never overlap and grow in size: the last that is not 0 has the sign of their sum.
    let mut parts = [0.0; 12];
    for (at, (p, q)) in products.into_iter().enumerate() {
        let (high, low) = product(p, q);
        grow(&mut parts[..=2 * at], low);
        grow(&mut parts[..=2 * at + 1], high);
    }
    parts.into_iter().rev().find(|part| *part != 0.0).unwrap_or(0.0)
}

/// Adds a number to a sum of parts, of which the last is still free.
fn grow(parts: &mut [f64], number: f64) {
    let mut carried = number;
    for part in parts.iter_mut() {
        (carried, *part) = sum(carried, *part);
    }
    if let Some(last) = parts.last_mut() {
        *last = carried;
    }
}

/// a + b as the rounded sum and what rounding left out (Knuth).
fn sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let from_b = sum - a;
    (sum, (a - (sum - from_b)) + (b - from_b))
}

/// a · b as the rounded product and what rounding left out (Dekker).
fn product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    let ((a1, a2), (b1, b2)) = (halves(a), halves(b));
    (product, a2 * b2 - (((product - a1 * b1) - a2 * b1) - a1 * b2))
}

/// A number as the sum of two with half the digits each (Veltkamp).
fn halves(a: f64) -> (f64, f64) {
    let wide = a * 134_217_729.0; // 2²⁷ + 1
    let high = wide - (wide - a);
    (high, a - high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The sign in whole numbers.
    fn whole(a: [i64; 2], b: [i64; 2], c: [i64; 2]) -> i128 {
        let d = |p: i64, q: i64| i128::from(p) - i128::from(q);
        (d(a[0], c[0]) * d(b[1], c[1]) - d(a[1], c[1]) * d(b[0], c[0])).signum()
    }

    fn sign(area: f64) -> i128 {
        if area == 0.0 { 0 } else { area.signum() as i128 }
    }

    #[test]
    fn one_unit_in_the_last_place_decides() {
        // On the diagonal, and one step of 2⁻⁵³ beside it: the classical example of a wrong sign.
        let (b, c) = ([12.0, 12.0], [24.0, 24.0]);
        assert_eq!(orientation([0.5, 0.5], b, c), 0.0);
        assert!(orientation([0.5, 0.5 + f64::EPSILON / 2.0], b, c) > 0.0);
        assert!(orientation([0.5 + f64::EPSILON / 2.0, 0.5], b, c) < 0.0);
    }

    proptest! {
        #[test]
        fn as_in_whole_numbers(a: [i32; 2], b: [i32; 2], step in 0i64..=3, nudge: [i8; 2]) {
            // c lies near the line through a and b.
            let (a, b) = (a.map(i64::from), b.map(i64::from));
            let c = [0, 1].map(|k| a[k] + step * (b[k] - a[k]) + i64::from(nudge[k] / 64));
            // Far from the origin the differences stay small while the products take all the digits.
            for shift in [0, 1 << 50] {
                let [a, b, c] = [a, b, c].map(|p| p.map(|v| v + shift));
                let found = orientation(a.map(|v| v as f64), b.map(|v| v as f64), c.map(|v| v as f64));
                prop_assert_eq!(sign(found), whole(a, b, c));
            }
        }

        #[test]
        fn turning_the_triangle_keeps_the_sign(a: [f32; 2], b: [f32; 2], c: [f32; 2]) {
            let [a, b, c] = [a, b, c].map(|p| p.map(|v| if v.is_finite() { f64::from(v) } else { 1.0 }));
            prop_assert_eq!(sign(orientation(a, b, c)), sign(orientation(b, c, a)));
            prop_assert_eq!(sign(orientation(a, b, c)), -sign(orientation(b, a, c)));
        }
    }
}
