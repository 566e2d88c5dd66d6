//! Every input gives a picture: no panic, and no place that is not a number.

use proptest::prelude::*;

use super::*;
use crate::model::{AreaIx, Missing, Observation, Period, ValueFlags};

fn figure() -> impl Strategy<Value = Observation> {
    let known = prop_oneof![-100.0..100.0f64, Just(0.0), -1e300..1e300f64];
    prop_oneof![
        4 => known.prop_map(|v| Observation::Known(v, ValueFlags::NONE)),
        1 => (0..7usize).prop_map(|i| Observation::Missing(Missing::ALL[i])),
    ]
}

fn assert_drawable(scene: &Scene) {
    for mark in &scene.marks {
        let places = match &mark.shape {
            Shape::Bar(x, y, w, h) => vec![*x, *y, *w, *h],
            Shape::Dot(x, y, r) => vec![*x, *y, *r],
            Shape::Text(x, y, ..) => vec![*x, *y],
            Shape::Region(path) | Shape::Line(path) | Shape::Dashed(path) => {
                assert!(path.bytes().all(|b| b"ML. -0123456789".contains(&b)), "{path}");
                Vec::new()
            }
        };
        assert!(places.iter().all(|p| p.is_finite()), "{mark:?}");
    }
    assert!(scene.height.is_finite());
    let options = PageOptions { id: "g", interactive: true, selected: &[] };
    let html = page(scene, &options);
    assert_eq!(html.matches("<g ").count(), html.matches("</g>").count());
    let _ = standalone(scene, Tone::Light, "Quelle");
}

fn label(figure: Observation) -> String {
    figure.value().map_or_else(|| "unbekannt".to_owned(), |v| v.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bars_and_groups(
        figures in proptest::collection::vec((figure(), any::<String>(), -1e9..1e9f64), 0..20),
        width in 0.0..1200.0f64,
    ) {
        let rows: Vec<BarRow> = figures
            .iter()
            .enumerate()
            .map(|(i, (figure, name, compare))| BarRow {
                area: (i % 5 != 0).then(|| AreaIx::at(i)),
                name: name.clone(),
                rank: i.to_string(),
                figure: *figure,
                text: label(*figure),
                paint: Paint::Neutral,
                compare: (i % 2 == 0).then_some(*compare),
                label: name.clone(),
            })
            .collect();
        let references = [(1.0, "Land".to_owned()), (2.0, String::new())];
        assert_drawable(&bars(&BarsInput { width, rows: &rows, references: &references, ..Default::default() }));
        assert_drawable(&groups(&GroupsInput { width, rows: &rows, ..Default::default() }));
    }

    #[test]
    fn strips(figures in proptest::collection::vec(figure(), 0..200), width in 0.0..1200.0f64) {
        let known: Vec<f64> = figures.iter().filter_map(|f| f.value()).collect();
        let tick = |(i, v): (usize, &f64)| StripTick {
            area: AreaIx::at(i),
            figure: *v,
            paint: Paint::Neutral,
            name: String::new(),
        };
        let ticks: Vec<StripTick> = known.iter().enumerate().map(tick).collect();
        let bounds = [(-5.0, "−5".to_owned()), (5.0, "5".to_owned())];
        let classes = [StripClass { low: -5.0, high: 5.0, paint: Paint::Neutral }];
        let input = StripInput { width, classes: &classes, bounds: &bounds, ticks: &ticks, ..Default::default() };
        assert_drawable(&strip(&input));
        let small = StripSmallInput { width, height: 20.0, figures: &known, this: Some(1.0), ..Default::default() };
        assert_drawable(&strip_small(&small));
    }

    #[test]
    fn trends(
        figures in proptest::collection::vec(figure(), 0..40),
        months in any::<bool>(),
        break_at in 1990..2040i16,
        width in 0.0..1200.0f64,
        height in 0.0..500.0f64,
    ) {
        let period = |i: usize| {
            let year = 2000 + (i as i16) * 3 % 40;
            if months { Period::Month(year, (i % 12) as u8 + 1) } else { Period::Year(year) }
        };
        let mut points: Vec<Point> = figures
            .iter()
            .enumerate()
            .map(|(i, figure)| Point { period: period(i), figure: *figure, name: String::new() })
            .collect();
        points.sort_by_key(|p| p.period);
        let breaks = [(Period::Year(break_at), "Bruch".to_owned())];
        let series = Series {
            area: Some(AreaIx(0)),
            label: "Gera".to_owned(),
            name: "Gera".to_owned(),
            points,
            paint: Paint::Accent,
            dashed: months,
        };
        let all = [series.clone(), series.clone()];
        let input = LineInput {
            width,
            height,
            title: "",
            summary: "",
            series: &all,
            background: &all[..1],
            breaks: &breaks,
            zero: months,
            number: &|v, _| v.to_string(),
            period: &|p| p.to_string(),
        };
        assert_drawable(&line(&input));
        let spark = spark(&SparkInput { width, height, points: &series.points, breaks: &breaks, ..Default::default() });
        assert_drawable(&spark);
    }
}
