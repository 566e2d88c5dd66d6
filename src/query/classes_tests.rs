use proptest::prelude::*;

use super::super::{resolve, sample};
use super::*;
use crate::model::Period;
use crate::view::{PeriodChoice, ViewState};

fn made(choice: Classes, pool: &[f64], centre: Option<f64>) -> ClassBounds {
    ClassBounds::from_pool(&choice, pool, 1, centre).unwrap()
}

fn steps(bounds: &ClassBounds) -> Vec<u8> {
    (0..bounds.len()).map(|class| bounds.step(class)).collect()
}

const TEN: [f64; 10] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0];

#[test]
fn a_value_at_a_bound_belongs_to_the_upper_class() {
    let five = made(Classes::Quantile(5), &TEN, None);
    assert_eq!(five.bounds, [3.0, 5.0, 7.0, 9.0]);
    assert_eq!(five.counts, [2, 2, 2, 2, 2]);
    assert_eq!([2.9, 3.0, 10.0, 99.0, -5.0].map(|v| five.class_of(v)), [0, 1, 4, 4, 0]);
    // 2.96 is shown as 3.0 and must not stand in "bis unter 3,0".
    assert_eq!(five.class_of(2.96), 1);
    assert_eq!((five.range(0), five.range(1), five.range(4)), ((1.0, 3.0), (3.0, 5.0), (9.0, 10.0)));
    assert_eq!(steps(&five), [1, 3, 5, 7, 9]);
    assert!(!five.diverging() && five.note.is_none());
}

#[test]
fn classes_in_words() {
    let style = Style {
        unit: "%",
        decimals: 1,
        measure: crate::model::Measure::Share,
        signed: false,
        lang: crate::model::Lang::De,
    };
    let two = made(Classes::Own(vec![4.1, 5.3]), &TEN, None);
    let labels: Vec<String> = (0..3).map(|i| two.label(i, style)).collect();
    assert_eq!(labels, ["unter 4,1\u{a0}%", "4,1 bis unter 5,3\u{a0}%", "5,3\u{a0}% und mehr"]);
    assert_eq!(made(Classes::Quantile(5), &[2.0, 2.0], None).label(0, style), "2,0\u{a0}%");
    assert_eq!(made(Classes::Own(vec![]), &[2.0, 3.0], None).label(0, style), "2,0 bis 3,0\u{a0}%");
    assert_eq!(made(Classes::Own(vec![]), &[1.05, 1.05], None).min, 1.1);
}

#[test]
fn equal_and_natural_classes() {
    let equal = made(Classes::Equal(3), &TEN, None);
    assert_eq!((equal.bounds.as_slice(), equal.counts.as_slice()), (&[4.0, 7.0][..], &[3, 3, 4][..]));
    let natural = made(Classes::Natural(3), &[1.0, 2.0, 9.0, 10.0, 30.0], None);
    assert_eq!((natural.bounds.as_slice(), natural.counts.as_slice()), (&[9.0, 30.0][..], &[2, 2, 1][..]));
    let own = made(Classes::Own(vec![5.0, 20.0]), &TEN, None);
    assert_eq!((own.bounds.as_slice(), own.counts.as_slice()), (&[5.0, 20.0][..], &[4, 6, 0][..]));
}

#[test]
fn ties_give_fewer_classes_and_say_so() {
    let few = made(Classes::Quantile(5), &[1.0, 1.0, 1.0, 2.0, 2.0, 2.0], None);
    assert_eq!((few.bounds.as_slice(), few.note), (&[2.0][..], Some(ClassNote::Fewer { asked: 5, got: 2 })));
    assert_eq!(steps(&few), [1, 9]);
    let one = made(Classes::Natural(5), &[3.0, 3.04], None);
    assert_eq!((one.len(), one.note, one.step(0)), (1, Some(ClassNote::AllEqual), 5));
    assert_eq!(ClassBounds::from_pool(&Classes::Quantile(5), &[], 1, None), None);
}

#[test]
fn around_a_reference() {
    let r = made(Classes::Reference, &[9.0, 11.0, 12.0, 6.0, 14.0], Some(10.0));
    // 6 is the minimum and no bound of its own.
    assert_eq!(r.bounds, [8.0, 10.0, 12.0, 14.0]);
    assert_eq!((r.class_of(9.9), r.class_of(10.0)), (1, 2));
    assert_eq!(steps(&r), [2, 4, 6, 8, 9]);
    let above_all = made(Classes::Reference, &[1.0, 2.0, 3.0], Some(5.0));
    assert!(steps(&above_all).iter().all(|s| *s < 5));
    let below_all = made(Classes::Reference, &[6.0, 7.0, 8.0], Some(5.0));
    assert!(steps(&below_all).iter().all(|s| *s > 5));
    let none = made(Classes::Reference, &TEN, None);
    assert_eq!((none.note, none.len()), (Some(ClassNote::NoReference), 5));
}

#[test]
fn around_the_mean() {
    let sd = made(Classes::StandardDeviation, &[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0], None);
    assert_eq!((sd.bounds.as_slice(), sd.centre), (&[4.0, 6.0, 8.0][..], Some(5.0)));
    assert_eq!(steps(&sd), [3, 5, 7, 9]);
}

#[test]
fn fixed_bounds_span_all_periods() {
    let (catalogue, figures) = (sample::catalogue(), sample::figures());
    let resolved = resolve(&ViewState::default(), &catalogue).unwrap();
    let shown = Shown::of(&resolved, &figures);
    let of =
        |shown: &Shown<'_>, fix| ClassBounds::of(shown, &figures, &resolved.slice, &Classes::Equal(2), fix).unwrap();
    let (fixed, single) = (of(&shown, true), of(&shown, false));
    assert_eq!((fixed.min, fixed.max, fixed.bounds.as_slice()), (4.0, 8.0, &[6.0][..]));
    assert_eq!((single.min, single.max, single.bounds.as_slice()), (4.0, 6.0, &[5.0][..]));
    assert_eq!(fixed.counts, [2, 1]);
    let choice = PeriodChoice::Change(Period::Year(2018), Period::Year(2023));
    let state = ViewState { period: Some(choice), ..ViewState::default() };
    let change = of(&Shown::of(&resolve(&state, &catalogue).unwrap(), &figures), true);
    // Nothing rose: no colour is needed for what did.
    assert_eq!((change.centre, change.counts.iter().sum::<usize>()), (None, 3));
}

#[test]
fn figures_on_both_sides_of_zero_are_classed_around_it() {
    let catalogue = sample::catalogue();
    let resolved = resolve(&ViewState::default(), &catalogue).unwrap();
    let figures = sample::figures();
    let mut shown = Shown::of(&resolved, &figures);
    shown.rows[0] = crate::model::Observation::Known(-3.0, crate::model::ValueFlags::NONE);
    let of = |choice| ClassBounds::of(&shown, &figures, &resolved.slice, &choice, false).unwrap();
    let made = of(Classes::Quantile(5));
    assert_eq!(made.centre, Some(0.0));
    assert!(made.step(made.class_of(-3.0)) < 5 && made.step(made.class_of(4.0)) > 5);
    assert_eq!(of(Classes::Equal(3)).centre, None, "the reader's choice is kept");
}

proptest! {
    #[test]
    fn every_value_has_a_class_and_every_class_a_step(
        pool in prop::collection::vec(-1e6f64..1e6, 1..60), k in 0u8..12, which in 0usize..5, centre in -10f64..10.0,
    ) {
        let choices = [
            Classes::Quantile(k), Classes::Natural(k), Classes::Equal(k), Classes::StandardDeviation,
            Classes::Reference,
        ];
        let made = ClassBounds::from_pool(&choices[which], &pool, 1, Some(centre)).unwrap();
        prop_assert_eq!(made.counts.iter().sum::<usize>(), pool.len());
        prop_assert!(made.bounds.is_sorted() && made.len() <= 9);
        let steps = steps(&made);
        prop_assert!(steps.is_sorted() && steps.iter().all(|s| (1..=9).contains(s)), "{:?}", steps);
        for class in 0..made.len() {
            let (low, high) = made.range(class);
            prop_assert!(low <= high);
        }
    }

    #[test]
    fn extreme_numbers_do_not_panic(pool in prop::collection::vec(any::<f64>(), 0..8), which in 0usize..4) {
        let choices = [Classes::Quantile(5), Classes::Natural(3), Classes::Equal(4), Classes::Reference];
        if let Some(made) = ClassBounds::from_pool(&choices[which], &pool, 3, Some(0.0)) {
            prop_assert!(made.class_of(1.0) < made.len());
        }
    }
}
