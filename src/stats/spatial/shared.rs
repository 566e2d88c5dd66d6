//! Which units have a corner or a whole edge in common, point for point.

use super::Contiguity;
use super::rings::Rings;

/// No earlier element.
const NONE: u32 = u32::MAX;

/// The pairs of units (later, earlier) that share a corner (queen) or an edge between the same two corners (rook), each
/// pair once. Linear in the number of points.
pub(super) fn shared(rings: &Rings, kind: Contiguity) -> Vec<(u32, u32)> {
    let points = rings.points();
    match kind {
        Contiguity::Queen => pairs(rings, kind, |at| (points[at], points[at])),
        Contiguity::Rook => pairs(rings, kind, |at| (points[at], points[at + 1])),
    }
}

/// Pairs of units that have an equal element; `element(at)` is an unordered pair of points.
fn pairs(rings: &Rings, kind: Contiguity, element: impl Fn(usize) -> ([f64; 2], [f64; 2])) -> Vec<(u32, u32)> {
    let count = rings.points().len();
    let mut slots = vec![NONE; (2 * count).next_power_of_two().max(2)];
    let mask = slots.len() - 1;
    let shift = 64 - slots.len().trailing_zeros();
    // For each element the unit it belongs to and the element before it that is equal and of another unit.
    let mut before: Vec<(u32, u32)> = vec![(0, NONE); count];
    let mut met = vec![NONE; rings.len()];
    let mut found = Vec::new();
    for unit in 0..rings.len() {
        let this = unit as u32;
        for at in rings.rings(unit).flat_map(|ring| ring.start..ring.end - 1) {
            let (p, q) = element(at);
            if kind == Contiguity::Rook && p == q {
                continue; // a ring of one point has no edge
            }
            let mut slot = (hash(p, q) >> shift) as usize;
            while slots[slot] != NONE && !same((p, q), element(slots[slot] as usize)) {
                slot = (slot + 1) & mask;
            }
            let mut earlier = slots[slot];
            if earlier != NONE && before[earlier as usize].0 == this {
                continue;
            }
            before[at] = (this, earlier);
            slots[slot] = at as u32;
            while earlier != NONE {
                let (other, next) = before[earlier as usize];
                if met[other as usize] != this {
                    met[other as usize] = this;
                    found.push((this, other));
                }
                earlier = next;
            }
        }
    }
    found
}

fn same(a: ([f64; 2], [f64; 2]), b: ([f64; 2], [f64; 2])) -> bool {
    a == b || (a.0 == b.1 && a.1 == b.0)
}

/// The same number for (p, q) and (q, p), mixed well in its upper bits.
fn hash(p: [f64; 2], q: [f64; 2]) -> u64 {
    let one = |p: [f64; 2]| {
        let mixed = p[0].to_bits().wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32) ^ p[1].to_bits();
        mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93)
    };
    let both = one(p).wrapping_add(one(q));
    (both ^ (both >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
