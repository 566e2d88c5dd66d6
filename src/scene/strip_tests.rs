use super::*;

fn tick(area: u32, figure: f64) -> StripTick {
    StripTick { area: AreaIx(area), figure, paint: Paint::Neutral, name: "Gera: 9,8 %".to_owned() }
}

fn classes() -> Vec<StripClass> {
    [(0.0, 1.0), (1.0, 1.2), (1.2, 10.0)].map(|(low, high)| StripClass { low, high, paint: Paint::Neutral }).to_vec()
}

fn bounds() -> Vec<(f64, String)> {
    [0.0, 1.0, 1.2, 10.0].map(|b| (b, format!("{b:.1} %"))).to_vec()
}

fn texts(scene: &Scene) -> Vec<(f64, f64, &str)> {
    let text = |shape| match shape {
        &Shape::Text(x, y, _, ref text) => Some((x, y, text.as_str())),
        _ => None,
    };
    scene.marks.iter().filter_map(|m| text(&m.shape)).collect()
}

#[test]
fn equal_figures_are_stacked_and_none_is_hidden() {
    let ticks = [tick(0, 2.0), tick(1, 2.0), tick(2, 2.0), tick(3, 9.0)];
    let scene = strip(&StripInput {
        width: 300.0,
        classes: &classes(),
        bounds: &bounds(),
        ticks: &ticks,
        ..Default::default()
    });
    let dots: Vec<(f64, f64)> = scene
        .marks
        .iter()
        .filter_map(|m| match m.shape {
            Shape::Dot(x, y, _) => Some((x, y)),
            _ => None,
        })
        .collect();
    assert_eq!(dots.len(), 4);
    assert!(dots[0].0 == dots[1].0 && dots[0].1 > dots[1].1 && dots[1].1 > dots[2].1, "{dots:?}");
    assert_eq!(dots[0].1, dots[3].1);
}

#[test]
fn crowds_become_upright_ticks() {
    let ticks: Vec<StripTick> = (0..400).map(|i| tick(i, 2.0 + f64::from(i % 7) / 1e3)).collect();
    let scene = strip(&StripInput { width: 300.0, classes: &classes(), ticks: &ticks, ..Default::default() });
    assert!(scene.marks.iter().all(|m| !matches!(m.shape, Shape::Dot(..))));
    assert_eq!(scene.marks.iter().filter(|m| m.area.is_some()).count(), 400);
}

#[test]
fn bounds_do_not_touch() {
    for width in [120.0, 330.0, 760.0] {
        let scene = strip(&StripInput { width, classes: &classes(), bounds: &bounds(), ..Default::default() });
        let texts = texts(&scene);
        assert!(texts.iter().any(|t| t.2 == "0.0 %") && texts.iter().any(|t| t.2 == "10.0 %"));
        for (i, a) in texts.iter().enumerate() {
            for b in &texts[..i] {
                let apart = (a.0 - b.0).abs() > (text_width(a.2) + text_width(b.2)) / 2.0;
                assert!(apart || (a.1 - b.1).abs() >= 14.0, "{a:?} {b:?}");
            }
        }
    }
}

#[test]
fn each_missing_reason_has_a_swatch_and_words() {
    let missing = [
        (Missing::UnknownOrConfidential, "unbekannt oder geheim (2)".to_owned()),
        (Missing::Pending, "Angabe fällt später an (1)".to_owned()),
    ];
    let scene = strip(&StripInput { width: 200.0, missing: &missing, ..Default::default() });
    let hatched: Vec<Paint> = scene.marks.iter().map(|m| m.paint).filter(|p| matches!(p, Paint::Missing(_))).collect();
    assert_eq!(hatched, [Paint::Missing(Missing::UnknownOrConfidential), Paint::Missing(Missing::Pending)]);
    assert_eq!(texts(&scene).len(), 2);
    assert!(scene.height > 40.0, "two lines: {}", scene.height);
}

#[test]
fn a_small_strip_marks_this_area_and_the_reference() {
    let scene = strip_small(&StripSmallInput {
        width: 112.0,
        height: 20.0,
        figures: &[0.0, 5.0, 10.0],
        this: Some(5.0),
        reference: Some(10.0),
        ..Default::default()
    });
    assert!(scene.marks.iter().any(|m| m.shape == Shape::Dot(56.0, 10.0, 5.0) && m.paint == Paint::Accent));
    assert!(scene.marks.iter().any(|m| m.shape == Shape::Line("M106 1L106 19".to_owned())));
    let empty = strip_small(&StripSmallInput { width: 100.0, height: 20.0, ..Default::default() });
    assert_eq!(empty.marks.len(), 1);
}
