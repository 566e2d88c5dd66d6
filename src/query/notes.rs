//! Notes on an address, in words.

use crate::model::{Catalogue, Lang};
use crate::text::{fill, period, words};

use super::ResolveNote;

impl ResolveNote {
    /// The note as a sentence. The catalogue gives titles to ids that exist.
    pub fn words(&self, catalogue: &Catalogue, lang: Lang) -> String {
        let text = &words(lang).link;
        let level = |id: &crate::model::LevelId| {
            catalogue.level(id).map_or_else(|| id.to_string(), |l| l.title.get(lang).to_owned())
        };
        match self {
            ResolveNote::UnknownLevel(id) => fill(text.no_level, &[id.as_str()]),
            ResolveNote::UnknownIndicator(id) => fill(text.no_indicator, &[id.as_str()]),
            ResolveNote::NoFiguresOnLevel(id, levels) => {
                let title = catalogue.indicator(id).map_or(id.as_str(), |i| i.title.get(lang));
                let levels: Vec<String> = levels.iter().map(level).collect();
                let others = if levels.is_empty() { "–".to_owned() } else { levels.join(", ") };
                fill(text.not_on_level, &[title, &others])
            }
            ResolveNote::UnknownPeriod(asked) => fill(text.no_period, &[&period(*asked, lang)]),
            ResolveNote::PeriodsReversed => text.reversed.to_owned(),
            ResolveNote::UnknownBreakdown(breakdown, category) => {
                fill(text.no_breakdown, &[&format!("{breakdown}:{category}")])
            }
            ResolveNote::UnknownArea(key) => fill(text.no_area, &[key.as_str()]),
            ResolveNote::AreaOnOtherLevel(key, on) => {
                let area = catalogue.level(on).and_then(|l| l.area(l.find(key)?));
                let name = area.map_or(key.as_str(), |a| a.name.as_str());
                fill(text.other_level, &[name, &level(on)])
            }
            ResolveNote::UnknownReference(key) => fill(text.no_reference, &[key.as_str()]),
            ResolveNote::OtherEdition(asked, shown) => fill(text.other_edition, &[asked, shown]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::model::Period;

    #[test]
    fn every_note_names_what_it_is_about() {
        let catalogue = sample::catalogue();
        let notes = [
            (ResolveNote::UnknownLevel("x1".into()), "x1"),
            (ResolveNote::UnknownIndicator("x2".into()), "x2"),
            (ResolveNote::NoFiguresOnLevel("income".into(), vec!["kreis".into()]), "Verfügbares Einkommen"),
            (ResolveNote::UnknownPeriod(Period::Year(1990)), "1990"),
            (ResolveNote::UnknownBreakdown("sex".into(), "x3".into()), "sex:x3"),
            (ResolveNote::UnknownArea("x4".into()), "x4"),
            (ResolveNote::AreaOnOtherLevel("16056".into(), "kreis23".into()), "Eisenach"),
            (ResolveNote::UnknownReference("x5".into()), "x5"),
            (ResolveNote::OtherEdition("x6".into(), "now".into()), "x6"),
        ];
        for (note, named) in notes {
            for lang in [Lang::De, Lang::En, Lang::DeSimple] {
                let said = note.words(&catalogue, lang);
                assert!(said.contains(named) && !said.contains('{'), "{said}");
            }
        }
        assert!(!ResolveNote::PeriodsReversed.words(&catalogue, Lang::De).is_empty());
    }
}
