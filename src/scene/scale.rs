//! From figures to places on an axis.

use crate::model::order;

/// A linear axis: figures from `low` to `high` lie between two places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) from: f64,
    pub(crate) to: f64,
}

impl Scale {
    /// An axis over all the figures; `None` if there are none.
    pub(crate) fn over(figures: impl Iterator<Item = f64>, from: f64, to: f64) -> Option<Scale> {
        let span = figures.filter(|v| v.is_finite()).fold(None, |span: Option<(f64, f64)>, v| {
            Some(span.map_or((v, v), |(low, high)| (low.min(v), high.max(v))))
        });
        span.map(|(low, high)| Scale { low, high, from, to })
    }

    /// The place of a figure; the middle if all figures are the same. Figures beyond the ends stay at the ends.
    pub(crate) fn at(&self, figure: f64) -> f64 {
        if self.high <= self.low {
            return (self.from + self.to) / 2.0;
        }
        let part = (figure - self.low) / (self.high - self.low);
        self.from + part.clamp(0.0, 1.0) * (self.to - self.from)
    }
}

/// The places of figures from the lowest to the highest; equal ones in the order given.
pub(crate) fn ascending(figures: &[f64]) -> Vec<usize> {
    order(figures.len(), &|a, b| figures[a].total_cmp(&figures[b]))
}

/// Where a centred label of some width goes so that it does not leave the picture.
pub(crate) fn keep_inside(x: f64, label_width: f64, width: f64) -> f64 {
    x.min(width - label_width / 2.0).max(label_width / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_places() {
        let scale = Scale::over([2.0, -2.0, 0.5].into_iter(), 0.0, 100.0).unwrap();
        assert_eq!((scale.at(-2.0), scale.at(0.0), scale.at(2.0), scale.at(9.0)), (0.0, 50.0, 100.0, 100.0));
        assert_eq!(Scale::over([3.0].into_iter(), 0.0, 10.0).unwrap().at(3.0), 5.0);
        assert_eq!(Scale::over([].into_iter(), 0.0, 10.0), None);
    }

    #[test]
    fn equal_figures_keep_their_order() {
        assert_eq!(ascending(&[3.0, 1.0, 3.0, 2.0]), [1, 3, 0, 2]);
    }

    #[test]
    fn labels_stay_inside() {
        assert_eq!(keep_inside(2.0, 30.0, 100.0), 15.0);
        assert_eq!(keep_inside(99.0, 30.0, 100.0), 85.0);
        assert_eq!(keep_inside(50.0, 30.0, 100.0), 50.0);
    }
}
