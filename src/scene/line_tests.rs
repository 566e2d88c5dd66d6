use super::*;
use crate::model::{Missing, ValueFlags};
use crate::scene::{Anchor, SparkInput, spark};

fn points(figures: &[(i16, Option<f64>)]) -> Vec<Point> {
    let observation = |v: Option<f64>| match v {
        Some(v) => Observation::Known(v, ValueFlags::NONE),
        None => Observation::Missing(Missing::UnknownOrConfidential),
    };
    figures
        .iter()
        .map(|&(year, v)| Point { period: Period::Year(year), figure: observation(v), name: year.to_string() })
        .collect()
}

fn series(label: &str, figures: &[(i16, Option<f64>)]) -> Series {
    Series {
        area: Some(AreaIx(1)),
        label: label.to_owned(),
        name: label.to_owned(),
        points: points(figures),
        paint: Paint::Accent,
        dashed: false,
    }
}

fn draw(series: &[Series], breaks: &[(Period, String)], width: f64) -> Scene {
    line(&LineInput {
        width,
        height: 240.0,
        title: "Titel",
        summary: "",
        series,
        background: &[],
        breaks,
        zero: false,
        number: &|v, decimals| format!("{v:.*}", usize::from(decimals)),
        period: &|p| p.to_string(),
    })
}

fn lines(scene: &Scene) -> Vec<&str> {
    let paths = scene.marks.iter().filter(|m| m.paint == Paint::Accent).filter_map(|m| match &m.shape {
        Shape::Line(path) => Some(path.as_str()),
        _ => None,
    });
    paths.collect()
}

#[test]
fn gaps_split_the_line_and_single_figures_are_dots() {
    let gera = series(
        "Gera",
        &[
            (2015, Some(1.0)),
            (2016, Some(2.0)),
            (2017, None),
            (2018, Some(3.0)),
            (2019, None),
            (2020, Some(2.0)),
            (2021, Some(2.5)),
        ],
    );
    let scene = draw(&[gera], &[], 600.0);
    let path = lines(&scene)[0];
    assert_eq!(path.matches('M').count(), 2, "{path}");
    assert_eq!(path.matches('L').count(), 2, "{path}");
    let dots = scene.marks.iter().filter(|m| matches!(m.shape, Shape::Dot(..))).count();
    assert_eq!(dots, 5, "each figure once");
}

#[test]
fn a_break_splits_the_line_between_two_periods() {
    let gera = series("Gera", &[(2015, Some(1.0)), (2017, Some(2.0)), (2019, Some(3.0)), (2021, Some(3.0))]);
    let scene = draw(&[gera], &[(Period::Year(2018), "neue Erhebung".to_owned())], 600.0);
    assert_eq!(lines(&scene)[0].matches('M').count(), 2);
    assert!(scene.marks.iter().any(|m| matches!(m.shape, Shape::Dashed(_))));
    assert!(scene.marks.iter().any(|m| matches!(&m.shape, Shape::Text(.., text) if text == "neue Erhebung")));
}

#[test]
fn uneven_years_keep_their_distances() {
    let scene = draw(&[series("", &[(2011, Some(0.0)), (2012, Some(1.0)), (2022, Some(2.0))])], &[], 600.0);
    let at: Vec<f64> =
        lines(&scene)[0][1..].split('L').map(|p| p.split(' ').next().unwrap().parse().unwrap()).collect();
    assert!(((at[2] - at[1]) / (at[1] - at[0]) - 10.0).abs() < 0.1, "{at:?}");
}

#[test]
fn labels_at_the_ends_do_not_touch() {
    let all: Vec<Series> =
        (0..5).map(|i| series("Gera 9,8 %", &[(2015, Some(1.0)), (2020, Some(5.0 + f64::from(i) / 100.0))])).collect();
    let scene = draw(&all, &[], 600.0);
    let mut at: Vec<f64> = scene
        .marks
        .iter()
        .filter_map(|m| match &m.shape {
            Shape::Text(_, y, Anchor::Start, text) if text == "Gera 9,8 %" => Some(*y),
            _ => None,
        })
        .collect();
    at.sort_by(f64::total_cmp);
    assert_eq!(at.len(), 5);
    assert!(at.windows(2).all(|w| w[1] - w[0] >= 15.9), "{at:?}");
    assert!(at.iter().all(|y| *y > 0.0 && *y < 240.0));
}

#[test]
fn without_a_figure_there_is_no_axis() {
    let scene = draw(&[series("", &[(2015, None)])], &[], 600.0);
    assert!(scene.marks.is_empty());
    let one = draw(&[series("Gera", &[(2015, Some(0.0))])], &[], 600.0);
    assert!(one.marks.iter().any(|m| matches!(m.shape, Shape::Dot(..)) && m.name == "Gera"));
}

#[test]
fn a_small_trend_fills_its_height() {
    let points = points(&[(2015, Some(1.0)), (2016, Some(2.0)), (2017, Some(1.5))]);
    let scene = spark(&SparkInput { width: 109.0, height: 30.0, points: &points, ..SparkInput::default() });
    assert_eq!(scene.marks[0].shape, Shape::Line("M4 25L54 5L104 15".to_owned()));
    assert_eq!(scene.marks[1].shape, Shape::Dot(104.0, 15.0, 3.5));
    assert!(spark(&SparkInput { width: 9.0, height: 9.0, ..SparkInput::default() }).marks.is_empty());
}
