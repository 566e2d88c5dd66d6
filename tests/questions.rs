//! Readers' questions put to the bundle that is shipped.
#![allow(clippy::unwrap_used)] // A test may stop where a bundle of ours is not as it should be.

use std::collections::BTreeMap;

use sozialatlas::bundle::{Memory, source};
use sozialatlas::model::{AreaIx, Figures, IndicatorId, Lang, LevelId};
use sozialatlas::query::{
    ClassBounds, Fit, Footer, Places, Profile, Ranking, Reference, Shown, Trend, area_summary, csv_of_all_periods,
    csv_of_shown, map_summary, profile_summary, resolve,
};
use sozialatlas::view::{Classes, ViewState};

struct Atlas {
    source: source::Source,
    figures: BTreeMap<(LevelId, IndicatorId), Figures>,
}

fn atlas() -> Atlas {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public/bundles/thueringen");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files =
        files.map(|f| (f.file_name().to_string_lossy().into_owned(), std::fs::read(f.path()).unwrap())).collect();
    let mut source = source::read(&Memory(files)).source.unwrap();
    let figures = std::mem::take(&mut source.figures).into_iter().map(|(l, i, f)| ((l, i), f)).collect();
    Atlas { source, figures }
}

impl Atlas {
    fn figures(&self, level: &LevelId, indicator: &IndicatorId) -> Option<&Figures> {
        self.figures.get(&(level.clone(), indicator.clone()))
    }
}

#[test]
fn places_are_found_as_people_type_them() {
    let atlas = atlas();
    let places = Places::of(&atlas.source.catalogue);
    let first = |typed: &str| places.find(typed).into_iter().next().map(|h| h.key.to_string());
    for (typed, key) in [
        ("altenb", "16077"),
        ("gera stadt", "16052"),
        ("Wartburg kreis", "16063"),
        ("wartburgkries", "16063"),
        ("sommerda", "16068"),
        ("eisennach", "16056"),
        ("weimar", "16055"),
        ("saale holzland", "16074"),
        ("kyffhaeuser", "16065"),
        ("16051", "16051"),
    ] {
        assert_eq!(first(typed).as_deref(), Some(key), "{typed}");
    }
    let eisenach = places.find("Eisenach").remove(0);
    let level = &atlas.source.catalogue.levels[0];
    assert_eq!(eisenach.fit, Fit::Exact);
    assert_eq!(eisenach.now_in.and_then(|ix| level.area(ix)).map(|a| a.name.as_str()), Some("Wartburgkreis"));
}

#[test]
fn every_indicator_answers_on_every_level() {
    let atlas = atlas();
    let catalogue = &atlas.source.catalogue;
    let mut displays = 0;
    for level in &catalogue.levels {
        for indicator in &catalogue.indicators {
            let Some(figures) = atlas.figures(&level.id, &indicator.id) else { continue };
            let state = ViewState {
                level: Some(level.id.clone()),
                indicators: vec![indicator.id.clone()],
                ..ViewState::default()
            };
            let resolved = resolve(&state, catalogue).unwrap();
            assert_eq!(resolved.notes, [], "{}", indicator.id);
            let shown = Shown::of(&resolved, figures);
            check_display(&shown, figures, &resolved);
            if let Some(change) = Shown::five_year_change(&resolved, figures) {
                check_display(&change, figures, &resolved);
            }
            let table = figures.total().unwrap();
            for row in 0..table.rows() {
                let trend = Trend::of(indicator, table, AreaIx::at(row), level.parent_reference());
                let joined: usize = trend.segments.iter().map(ExactSizeIterator::len).sum();
                assert_eq!(joined, trend.points.iter().filter(|(_, o)| o.value().is_some()).count());
                let said = area_summary(&resolved, &shown, figures, AreaIx::at(row), Lang::De);
                assert!(!said.contains('{'), "{said}");
            }
            let footer =
                Footer { catalogue, provenance: atlas.source.details.provenance.get(&indicator.id), lang: Lang::De };
            let order: Vec<AreaIx> = (0..level.areas.len()).map(AreaIx::at).collect();
            let csv = csv_of_shown(&shown, &resolved.slice, &order, None, footer);
            let rows = csv.lines().take_while(|l| !l.is_empty()).count();
            assert_eq!(rows, 1 + level.areas.len() + level.references.len(), "{}", indicator.id);
            assert!(csv_of_all_periods(&resolved, figures, footer).contains("Quellenvermerk;"), "{}", indicator.id);
            displays += 1;
        }
    }
    assert!(displays > 100);
}

fn check_display(shown: &Shown<'_>, figures: &Figures, resolved: &sozialatlas::query::Resolved<'_>) {
    let known = shown.known().len();
    let gaps: usize = shown.gaps().iter().map(|(_, n)| n).sum();
    assert_eq!(known + gaps, shown.level.areas.len());
    let ranking = Ranking::of(shown.areas(), true);
    assert_eq!((ranking.n(), ranking.unranked.len()), (known, gaps));
    for scheme in
        [Classes::Quantile(5), Classes::Natural(5), Classes::Equal(7), Classes::StandardDeviation, Classes::Reference]
    {
        for fix in [true, false] {
            let Some(bounds) = ClassBounds::of(shown, figures, &resolved.slice, &scheme, fix) else {
                assert_eq!(known, 0);
                continue;
            };
            assert_eq!(bounds.counts.iter().sum::<usize>(), known);
            let labels: Vec<String> = (0..bounds.len()).map(|i| bounds.label(i, shown.style(Lang::De))).collect();
            let different: std::collections::BTreeSet<&String> = labels.iter().collect();
            assert_eq!(different.len(), labels.len(), "{} {labels:?}", shown.indicator.id);
        }
    }
    assert!(!map_summary(shown, Lang::De).contains('{'));
}

#[test]
fn every_area_has_a_summary() {
    let atlas = atlas();
    let level = &atlas.source.catalogue.levels[0];
    let known = |id: &IndicatorId| atlas.figures(&level.id, id);
    let land = level.parent_reference().map_or(Reference::None, Reference::Row);
    for row in 0..level.areas.len() + level.references.len() {
        let profile = Profile::of(&atlas.source.catalogue, level, AreaIx::at(row), land, &known);
        assert!(profile.is_complete());
        for lang in [Lang::De, Lang::En, Lang::DeSimple] {
            let sentences = profile_summary(&profile, land, lang);
            assert!((2..=6).contains(&sentences.len()), "{sentences:?}");
            assert!(sentences.iter().all(|s| !s.contains('{')), "{sentences:?}");
        }
    }
}
