//! Finding an indicator by what it is called.

use crate::model::{Catalogue, DataGap, Lang, ThemeId, Words, order};

use super::fold::{Folded, distances, fold, forgiven};

/// What a search in the catalogue found: places in `catalogue.indicators` and in the list of gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// An indicator.
    Indicator(usize),
    /// Something that is needed and has no figures ("Datenlücke").
    Gap(usize),
}

/// Indicators and data gaps whose title (in any language), id or theme contains every typed word; best first, equally
/// good ones in the order of the catalogue, indicators before gaps. Nothing typed finds everything.
///
/// Best is a word of the title that begins with the typed one, then one that contains it ("quote" finds
/// "Arbeitslosenquote"), then the same with a slip, then the theme. Umlauts may be typed as ä, ae or a.
pub fn find_indicators(catalogue: &Catalogue, gaps: &[DataGap], text: &str) -> Vec<Found> {
    let text: String = text.chars().take(80).collect();
    let typed = words_of(&fold(&text));
    let effort = |title: &Words, id: &str, theme: &ThemeId| -> Option<usize> {
        let own = [Lang::De, Lang::En, Lang::DeSimple].map(|lang| words_of(&fold(title.get(lang))));
        let id = words_of(&fold(id));
        let theme = catalogue.theme(theme).map(|t| words_of(&fold(t.title.get(Lang::De)))).unwrap_or_default();
        let one = |word: &Word| {
            let in_title = own.iter().chain([&id]).flatten().filter_map(|w| effort(word, w)).min();
            let in_theme = theme.iter().filter_map(|w| effort(word, w)).min();
            in_title.into_iter().chain(in_theme.map(|e| e + 3)).min()
        };
        typed.iter().map(one).sum()
    };
    let indicators = catalogue.indicators.iter().enumerate();
    let indicators =
        indicators.filter_map(|(i, x)| Some((effort(&x.title, x.id.as_str(), &x.theme)?, Found::Indicator(i))));
    let gaps = gaps.iter().enumerate();
    let gaps = gaps.filter_map(|(i, x)| Some((effort(&x.title, x.id.as_str(), &x.theme)?, Found::Gap(i))));
    // Indicators come before gaps already; equal ones keep their order.
    let found: Vec<(usize, Found)> = indicators.chain(gaps).collect();
    order(found.len(), &|a, b| found[a].0.cmp(&found[b].0)).into_iter().map(|i| found[i].1).collect()
}

/// One word in both spellings.
type Word = [Vec<char>; 2];

fn words_of(folded: &Folded) -> Vec<Word> {
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    let pairs = folded.written_out.split_whitespace().zip(folded.plain.split_whitespace());
    pairs.map(|(a, b)| [letters(a), letters(b)]).collect()
}

/// How far a typed word is from a word: 0 begins it, 1 is contained, 2 begins it with slips.
fn effort(typed: &Word, word: &Word) -> Option<usize> {
    let pairs = || typed.iter().flat_map(|t| word.iter().map(move |w| (t, w)));
    let contained = |(t, w): (&Vec<char>, &Vec<char>)| t.len() >= 3 && w.windows(t.len()).any(|part| part == t);
    if pairs().any(|(t, w)| w.starts_with(t)) {
        return Some(0);
    }
    if pairs().any(contained) {
        return Some(1);
    }
    let slips = |(t, w): (&Vec<char>, &Vec<char>)| distances(t, w, forgiven(t.len())).1 <= forgiven(t.len());
    pairs().any(slips).then_some(2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample;
    use super::*;

    fn gap() -> DataGap {
        DataGap {
            id: "sgb2_series".into(),
            title: Words { en: "Benefit recipients".into(), ..Words::plain("SGB-II-Quote, Zeitreihe") },
            theme: "arbeit".into(),
            instrument: Words::default(),
            reason: Words::default(),
        }
    }

    fn found(text: &str) -> Vec<Found> {
        find_indicators(&sample::catalogue(), &[gap()], text)
    }

    #[test]
    fn words_ids_themes_and_slips() {
        let (unemployment, income, gap) = (Found::Indicator(0), Found::Indicator(1), Found::Gap(0));
        assert_eq!(found("arbeitslos"), [unemployment]);
        assert_eq!(found("quote"), [gap, unemployment]);
        assert_eq!(found("verfuegbar"), [income]);
        assert_eq!(found("verfügbares eink"), [income]);
        assert_eq!(found("Arbietslosenquote"), [unemployment]);
        assert_eq!(found("unemp"), [unemployment]);
        assert_eq!(found("sgb"), [gap]);
        assert_eq!(found("recipients"), [gap]);
        assert_eq!(found("arbeit"), [unemployment, income, gap], "title before theme");
        assert_eq!(found(""), [unemployment, income, gap]);
        assert!(found("Fahrrad").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,90}") {
            prop_assert!(found(&text).len() <= 3);
        }
    }
}
