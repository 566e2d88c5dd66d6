use super::*;

type Rgb = [f64; 3];
type Matrix = [[f64; 3]; 3];

/// Simulation of the two frequent kinds of colour blindness on linear light (Machado et al. 2009, severity 1).
const PROTANOPIA: Matrix =
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
const DEUTERANOPIA: Matrix =
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
const IDENTITY: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

fn linear(hex: &str) -> Rgb {
    [1, 3, 5].map(|i| {
        let c = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    })
}

fn times(m: Matrix, v: Rgb) -> Rgb {
    m.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum::<f64>().max(0.0))
}

fn luminance(hex: &str) -> f64 {
    let [r, g, b] = linear(hex);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn oklab(rgb: Rgb) -> Rgb {
    let to_cones = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ];
    let [l, m, s] = times(to_cones, rgb).map(f64::cbrt);
    [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}

fn distance(a: &str, b: &str, sight: Matrix) -> f64 {
    let (a, b) = (oklab(times(sight, linear(a))), oklab(times(sight, linear(b))));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

fn ramp(ramp: Ramp, tone: Tone) -> Vec<&'static str> {
    (1..=9).map(|step| colour(Paint::Class(ramp, step), tone)).collect()
}

const TONES: [Tone; 2] = [Tone::Light, Tone::Dark];

#[test]
fn more_stands_out_more() {
    for tone in TONES {
        let paper = colour(Paint::Paper, tone);
        let against: Vec<f64> = ramp(Ramp::Sequential, tone).iter().map(|c| contrast(c, paper)).collect();
        assert!(against.windows(2).all(|w| w[0] < w[1]), "{against:?}");
        assert!(against[8] > 7.0);
    }
}

#[test]
fn neighbours_of_a_ramp_differ_for_every_eye() {
    for tone in TONES {
        for kind in [Ramp::Sequential, Ramp::Diverging] {
            for pair in ramp(kind, tone).windows(2) {
                assert!(contrast(pair[0], pair[1]) > 1.22, "{pair:?}");
                for sight in [IDENTITY, PROTANOPIA, DEUTERANOPIA] {
                    assert!(distance(pair[0], pair[1], sight) > 0.06, "{pair:?}");
                }
            }
        }
    }
}

#[test]
fn steps_of_a_ramp_are_even() {
    for tone in TONES {
        for kind in [Ramp::Sequential, Ramp::Diverging] {
            let steps: Vec<f64> = ramp(kind, tone).windows(2).map(|w| distance(w[0], w[1], IDENTITY)).collect();
            let least = steps.iter().copied().fold(f64::MAX, f64::min);
            let most = steps.iter().copied().fold(0.0, f64::max);
            assert!(most / least < 1.25, "{steps:?}");
        }
    }
}

#[test]
fn both_arms_of_a_diverging_ramp_weigh_the_same() {
    for tone in TONES {
        let arms = ramp(Ramp::Diverging, tone);
        for step in 0..4 {
            assert!(contrast(arms[step], arms[8 - step]) < 1.12, "{} {}", arms[step], arms[8 - step]);
            for sight in [PROTANOPIA, DEUTERANOPIA] {
                assert!(distance(arms[step], arms[8 - step], sight) > 0.09, "{} {}", arms[step], arms[8 - step]);
            }
        }
    }
}

#[test]
fn text_and_lines_are_legible() {
    for tone in TONES {
        let paper = colour(Paint::Paper, tone);
        for paint in [Paint::Ink, Paint::Muted, Paint::Accent, Paint::Reference] {
            assert!(contrast(colour(paint, tone), paper) >= 4.5, "{paint:?} {tone:?}");
        }
        assert!(contrast(colour(Paint::Neutral, tone), paper) >= 3.0);
        for step in 1..=9 {
            for kind in [Ramp::Sequential, Ramp::Diverging] {
                let paint = Paint::Class(kind, step);
                let seen = contrast(colour(paint, tone), paper).max(contrast(edge(paint, tone), paper));
                assert!(seen >= 3.0, "{paint:?} {tone:?} {seen}");
            }
        }
        for index in 0..5 {
            assert!(contrast(colour(series_paint(index), tone), paper) >= 3.0, "{index}");
        }
    }
}

#[test]
fn the_style_sheet_has_the_same_colours() {
    let sheet = include_str!("../../public/style/graphics.css");
    let (light, rest) = sheet.split_once("@media (prefers-color-scheme: dark)").unwrap();
    let (media, chosen) = rest.split_once(":root[data-theme=dark]").unwrap();
    let has = |part: &str, name: &str, hex: &str| {
        let line = format!("{name}: {hex};");
        assert!(part.contains(&line), "graphics.css lacks {line}");
    };
    let named = [
        ("--ink", Paint::Ink),
        ("--muted", Paint::Muted),
        ("--grid", Paint::Grid),
        ("--highlight", Paint::Accent),
        ("--reference", Paint::Reference),
        ("--paper", Paint::Paper),
        ("--neutral", Paint::Neutral),
    ];
    for (tone, parts) in [(Tone::Light, vec![light]), (Tone::Dark, vec![media, chosen])] {
        for part in parts {
            for (name, paint) in named {
                has(part, name, colour(paint, tone));
            }
            has(part, "--edge", edge(Paint::Class(Ramp::Sequential, 1), tone));
            for step in 1..=9u8 {
                has(part, &format!("--seq-{step}"), colour(Paint::Class(Ramp::Sequential, step), tone));
                has(part, &format!("--div-{step}"), colour(Paint::Class(Ramp::Diverging, step), tone));
            }
        }
    }
}
