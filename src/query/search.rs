//! Finding a place by its name, however it is typed.

use crate::model::{Area, AreaIx, AreaKey, Catalogue, LevelId, Period, order};

use super::fold::{distances, fold, forgiven};

/// Words that say what a place is, not which: a search does without them.
const KINDS: [&str; 9] = ["stadt", "kreis", "landkreis", "lk", "kreisfreie", "kreisfreien", "gemeinde", "der", "die"];

/// Most hits of one search.
const MOST: usize = 12;

/// All places of a catalogue, prepared for searching: areas and references of every level, each key once, on the first
/// level that has it.
#[derive(Clone, Debug, Default)]
pub struct Places {
    places: Vec<Place>,
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its level.
    pub level: LevelId,
    /// Its row on that level.
    pub area: AreaIx,
    /// Its key.
    pub key: AreaKey,
    /// How well it fits; better fits order first.
    pub fit: Fit,
    /// Whether it is a reference (Land, Bund) rather than an area.
    pub reference: bool,
    /// The last period of its existence, for areas that were dissolved.
    pub until: Option<Period>,
    /// For areas that are only on a later level: the area of the first level within which it lies today, if certain.
    pub now_in: Option<AreaIx>,
}

/// How well a place fits what was typed, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The name or key.
    Exact,
    /// The beginning of the name or key.
    Beginning,
    /// Each typed word begins a word of the name.
    Words,
    /// The name with so many slips.
    Slips(u8),
    /// The beginning of the name, or of words in it, with so many slips.
    BeginningWithSlips(u8),
}

#[derive(Clone, Debug)]
struct Place {
    hit: Hit,
    /// On a later level than the first.
    later: bool,
    spellings: Vec<Spelling>,
}

/// One spelling of a name or of what was typed.
#[derive(Clone, Debug, PartialEq)]
struct Spelling {
    /// All letters without spaces.
    whole: Vec<char>,
    /// The same without words for kinds of places and without "kreis" at the end; never empty for a name.
    bare: Vec<char>,
    words: Vec<Vec<char>>,
}

impl Spelling {
    fn of(folded: &str) -> Spelling {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        let telling: Vec<&str> = words.iter().copied().filter(|w| !KINDS.contains(w)).map(without_kreis).collect();
        let telling = if telling.is_empty() { words.clone() } else { telling };
        Spelling {
            whole: letters(&words.concat()),
            bare: letters(&telling.concat()),
            words: telling.into_iter().map(letters).collect(),
        }
    }

    fn both(text: &str) -> Vec<Spelling> {
        let folded = fold(text);
        let mut spellings = vec![Spelling::of(&folded.written_out), Spelling::of(&folded.plain)];
        spellings.dedup();
        spellings
    }
}

/// `wartburgkreis` -> `wartburg`; short words keep their end (`ilmkreis` is no `ilm` to most).
fn without_kreis(word: &str) -> &str {
    word.strip_suffix("kreis").filter(|rest| rest.chars().count() >= 4).unwrap_or(word)
}

impl Places {
    /// Prepares the places of a catalogue.
    pub fn of(catalogue: &Catalogue) -> Places {
        let keys: Vec<&AreaKey> = catalogue.levels.iter().flat_map(|l| l.rows()).map(|area| &area.key).collect();
        let by_key = order(keys.len(), &|a, b| keys[a].cmp(keys[b]));
        let mut again = vec![false; keys.len()];
        for pair in by_key.windows(2) {
            again[pair[1]] = keys[pair[0]] == keys[pair[1]];
        }
        let mut again = again.into_iter();
        let mut places: Vec<Place> = Vec::new();
        for (nth, level) in catalogue.levels.iter().enumerate() {
            for (row, area) in level.rows().enumerate() {
                if again.next() == Some(true) {
                    continue;
                }
                let first = catalogue.levels.first().filter(|_| nth > 0);
                places.push(Place {
                    hit: Hit {
                        level: level.id.clone(),
                        area: AreaIx::at(row),
                        key: area.key.clone(),
                        fit: Fit::Exact,
                        reference: row >= level.areas.len(),
                        until: area.valid.to,
                        now_in: first.and_then(|first| within(area, &first.areas)),
                    },
                    later: nth > 0,
                    spellings: Spelling::both(&area.name),
                });
            }
        }
        Places { places }
    }

    /// The places that fit, best first; equal fits with areas of the first level before others, then in the order of the
    /// levels, references last. At most twelve. Nothing typed finds nothing.
    ///
    /// Umlauts may be typed as ä, ae or a; words such as "Stadt" and "Kreis" may be there or not; digits are compared with
    /// keys. Slips (one in words of four to six letters, two in longer ones) are forgiven when little else fits.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        // A name has no thousand letters; what is pasted by mistake must not stall the page.
        let text: String = text.chars().take(80).collect();
        let typed = Spelling::both(&text);
        if typed.iter().all(|t| t.whole.is_empty()) {
            return Vec::new();
        }
        let digits = text.trim().bytes().all(|b| b.is_ascii_digit());
        let fitting = |fit: &dyn Fn(&Place) -> Option<Fit>| -> Vec<(Fit, usize)> {
            self.places.iter().enumerate().filter_map(|(i, p)| fit(p).map(|f| (f, i))).collect()
        };
        let mut found = if digits {
            fitting(&|p| key_fit(p.hit.key.as_str(), text.trim()))
        } else {
            fitting(&|p| best(&typed, &p.spellings, plain_fit))
        };
        if found.len() < 3 && !digits {
            let more = fitting(&|p| best(&typed, &p.spellings, forgiving_fit));
            let new: Vec<_> = more.into_iter().filter(|m| found.iter().all(|f| f.1 != m.1)).collect();
            found.extend(new);
        }
        let key = |at: usize| {
            let (fit, i) = found[at];
            (fit, self.places[i].hit.reference, self.places[i].later, i)
        };
        let best_first = order(found.len(), &|a, b| key(a).cmp(&key(b)));
        let hit = |(fit, i): (Fit, usize)| Hit { fit, ..self.places[i].hit.clone() };
        best_first.into_iter().take(MOST).map(|at| hit(found[at])).collect()
    }
}

/// The only area whose box contains the whole box of `gone`: then, and only then, it is certain where it lies.
fn within(gone: &Area, areas: &[Area]) -> Option<AreaIx> {
    let [west, south, east, north] = gone.bounds?;
    // Simplified boundaries may differ by a few metres between the levels.
    const SLACK: f64 = 0.001;
    let contains = |area: &Area| {
        area.bounds.is_some_and(|[w, s, e, n]| {
            w - SLACK <= west && s - SLACK <= south && east <= e + SLACK && north <= n + SLACK
        })
    };
    let mut containing = areas.iter().enumerate().filter(|(_, a)| contains(a)).map(|(i, _)| AreaIx::at(i));
    containing.next().filter(|_| containing.next().is_none())
}

fn key_fit(key: &str, typed: &str) -> Option<Fit> {
    // The key of a municipality begins with that of its district: who types it finds the district.
    let of_a_part = key.len() >= 5 && typed.starts_with(key);
    match () {
        () if key == typed => Some(Fit::Exact),
        () if key.starts_with(typed) || of_a_part => Some(Fit::Beginning),
        () => None,
    }
}

fn best(typed: &[Spelling], names: &[Spelling], fit: fn(&Spelling, &Spelling) -> Option<Fit>) -> Option<Fit> {
    typed.iter().flat_map(|t| names.iter().filter_map(move |n| fit(t, n))).min()
}

fn plain_fit(typed: &Spelling, name: &Spelling) -> Option<Fit> {
    if typed.whole == name.whole || typed.bare == name.bare {
        return Some(Fit::Exact);
    }
    if name.whole.starts_with(&typed.whole) || name.bare.starts_with(&typed.bare) {
        return Some(Fit::Beginning);
    }
    let begins = |word: &Vec<char>| name.words.iter().any(|n| n.starts_with(word));
    typed.words.iter().all(begins).then_some(Fit::Words)
}

fn forgiving_fit(typed: &Spelling, name: &Spelling) -> Option<Fit> {
    let (mut whole, mut beginning) = (usize::MAX, usize::MAX);
    for (t, n) in [(&typed.whole, &name.whole), (&typed.bare, &name.bare)] {
        let limit = forgiven(t.len());
        let (all, start) = distances(t, n, limit);
        whole = whole.min(if all <= limit { all } else { usize::MAX });
        beginning = beginning.min(if start <= limit { start } else { usize::MAX });
    }
    if whole == usize::MAX && beginning == usize::MAX {
        beginning = words_with_slips(typed, name)?;
    }
    match whole {
        usize::MAX => Some(Fit::BeginningWithSlips(beginning as u8)),
        slips => Some(Fit::Slips(slips as u8)),
    }
}

/// Slips over all typed words, each compared with the beginning of its nearest word of the name.
fn words_with_slips(typed: &Spelling, name: &Spelling) -> Option<usize> {
    let mut slips = 0;
    for word in &typed.words {
        let limit = forgiven(word.len());
        let nearest = name.words.iter().map(|n| distances(word, n, limit).1).min()?;
        if nearest > limit {
            return None;
        }
        slips += nearest;
    }
    (slips <= 3).then_some(slips)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample;
    use super::*;
    use crate::model::{Interval, Level};

    const NAMES: [(&str, &str); 22] = [
        ("16051", "Erfurt"),
        ("16052", "Gera"),
        ("16053", "Jena"),
        ("16054", "Suhl"),
        ("16055", "Weimar"),
        ("16061", "Eichsfeld"),
        ("16062", "Nordhausen"),
        ("16063", "Wartburgkreis"),
        ("16064", "Unstrut-Hainich-Kreis"),
        ("16065", "Kyffhäuserkreis"),
        ("16066", "Schmalkalden-Meiningen"),
        ("16067", "Gotha"),
        ("16068", "Sömmerda"),
        ("16069", "Hildburghausen"),
        ("16070", "Ilm-Kreis"),
        ("16071", "Weimarer Land"),
        ("16072", "Sonneberg"),
        ("16073", "Saalfeld-Rudolstadt"),
        ("16074", "Saale-Holzland-Kreis"),
        ("16075", "Saale-Orla-Kreis"),
        ("16076", "Greiz"),
        ("16077", "Altenburger Land"),
    ];

    fn thuringia() -> Catalogue {
        let district = |(key, name): &(&str, &str)| Area {
            bounds: (*key == "16063").then_some([9.9, 50.6, 10.6, 51.2]),
            ..sample::area(key, name, "", Some("16"))
        };
        let now: Vec<Area> = NAMES.iter().map(district).collect();
        let mut before: Vec<Area> = now.to_vec();
        before.push(Area {
            bounds: Some([10.2, 50.9, 10.4, 51.05]),
            valid: Interval { from: None, to: Period::parse("2021-06-30") },
            ..sample::area("16056", "Eisenach", "kreisfreie Stadt", Some("16"))
        });
        let levels: Vec<Level> = vec![sample::level("kreis", now), sample::level("kreis23", before)];
        Catalogue { levels, ..Catalogue::default() }
    }

    fn keys(text: &str) -> Vec<String> {
        Places::of(&thuringia()).find(text).into_iter().map(|h| h.key.to_string()).collect()
    }

    #[test]
    fn what_people_type() {
        for (typed, key) in [
            ("altenb", "16077"),
            ("gera stadt", "16052"),
            ("Stadt Gera", "16052"),
            ("Wartburg kreis", "16063"),
            ("wartburgkries", "16063"),
            ("soemmerda", "16068"),
            ("sommerda", "16068"),
            ("SÖMMERDA ", "16068"),
            ("sömerda", "16068"),
            ("jena", "16053"),
            ("saalfeld", "16073"),
            ("rudolstadt", "16073"),
            ("rudolfstadt", "16073"),
            ("saale holzland", "16074"),
            ("saaleholzlandkreis", "16074"),
            ("holzland", "16074"),
            ("kyffhaeuser", "16065"),
            ("kiffhäuser", "16065"),
            ("unstrut hainich", "16064"),
            ("landkreis unstrut-hainich", "16064"),
            ("weimar", "16055"),
            ("weimarer land", "16071"),
            ("weimar land", "16071"),
            ("ilmkreis", "16070"),
            ("Ilm", "16070"),
            ("schmalkalden meiningen", "16066"),
            ("meinigen", "16066"),
            ("eisennach", "16056"),
            ("thueringen", "16"),
            ("Deutschland", "0"),
            ("16051", "16051"),
            ("16063105", "16063"),
        ] {
            assert_eq!(keys(typed).first().map(String::as_str), Some(key), "{typed}");
        }
    }

    #[test]
    fn dissolved_areas_tell_where_they_are_now() {
        let hit = Places::of(&thuringia()).find("Eisenach").remove(0);
        assert_eq!((hit.level.as_str(), hit.fit), ("kreis23", Fit::Exact));
        assert_eq!(hit.until, Period::parse("2021-06-30"));
        assert_eq!(hit.now_in, Some(AreaIx(7)));
        assert!(keys("jena").iter().filter(|k| *k == "16053").count() == 1);
    }

    #[test]
    fn nothing_fits() {
        assert!(keys("").is_empty() && keys(" - ").is_empty() && keys("Paris").is_empty() && keys("9").is_empty());
    }

    /// A name with one slip: two letters swapped, one left out, one doubled or one replaced.
    fn slip(name: &str, place: usize, kind: usize) -> String {
        let mut letters: Vec<char> = name.chars().collect();
        match kind {
            0 => letters.swap(place, place + 1),
            1 => drop(letters.remove(place)),
            2 => letters.insert(place, letters[place]),
            _ => letters[place] = 'x',
        }
        letters.into_iter().collect()
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,100}") {
            prop_assert!(keys(&text).len() <= MOST);
        }

        #[test]
        fn names_find_themselves(i in 0usize..22, upper: bool) {
            let (key, name) = NAMES[i];
            let typed = if upper { name.to_uppercase() } else { name.to_owned() };
            prop_assert_eq!(&keys(&typed)[0], key);
        }
    }

    #[test]
    fn one_slip_is_forgiven() {
        for (key, name) in NAMES.iter().filter(|(_, name)| name.chars().count() >= 6) {
            for place in 0..name.chars().count() - 1 {
                for kind in 0..4 {
                    let typed = slip(name, place, kind);
                    let found = keys(&typed);
                    assert!(found.iter().take(3).any(|k| k == key), "{typed} found {found:?}");
                }
            }
        }
    }
}
