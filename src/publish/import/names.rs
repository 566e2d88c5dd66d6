//! Areas known by name only: which key a name means.

use std::collections::HashMap;

/// An area that the bundle knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownArea {
    /// Its level.
    pub level: String,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant<'a> {
    /// One area.
    One(&'a KnownArea),
    /// Several areas bear this name.
    Several(Vec<&'a KnownArea>),
    /// No area.
    None,
}

/// Names of areas as a person reads them: capitals, umlauts written out (`Mühlhausen`, `Muehlhausen`), hyphens,
/// spaces and points make no difference, nor does what offices add (`, Stadt`, `Landkreis`, `kreisfreie Stadt`).
///
/// A name that two areas bear is never joined to one of them.
///
/// ```
/// use sozialatlas::publish::import::{KnownArea, Meant, Names};
/// let area = |key: &str, name: &str| KnownArea { level: "o".into(), key: key.into(), name: name.into() };
/// let areas = [area("1", "Großzschocher"), area("2", "Zentrum-Nord"), area("3", "Berg"), area("4", "Berg")];
/// let names = Names::new(&areas);
/// assert_eq!(names.meant("GROSSZSCHOCHER"), Meant::One(&areas[0]));
/// assert_eq!(names.meant("Zentrum Nord"), Meant::One(&areas[1]));
/// assert!(matches!(names.meant("Berg"), Meant::Several(both) if both.len() == 2));
/// assert_eq!(names.meant("Nord"), Meant::None, "parts of names mean nothing");
/// ```
#[derive(Clone, Debug)]
pub struct Names<'a> {
    exact: HashMap<String, Vec<&'a KnownArea>>,
    bare: HashMap<String, Vec<&'a KnownArea>>,
}

impl<'a> Names<'a> {
    /// The names of these areas.
    pub fn new(areas: &'a [KnownArea]) -> Names<'a> {
        let (mut exact, mut bare) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for area in areas {
            exact.entry(folded(&area.name)).or_default().push(area);
            bare.entry(without_kind(&area.name)).or_default().push(area);
        }
        Names { exact, bare }
    }

    /// Which area a name means: the whole name first, then without the words that tell its kind.
    pub fn meant(&self, name: &str) -> Meant<'a> {
        match among(self.exact.get(&folded(name))) {
            Meant::None => among(self.bare.get(&without_kind(name))),
            found => found,
        }
    }
}

fn among<'a>(found: Option<&Vec<&'a KnownArea>>) -> Meant<'a> {
    match found.map(Vec::as_slice) {
        None | Some([]) => Meant::None,
        Some([one]) => Meant::One(one),
        Some(several) => Meant::Several(several.to_vec()),
    }
}

/// A name in small letters and digits only, umlauts written out.
pub fn folded(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => text.push_str("ae"),
            'ö' => text.push_str("oe"),
            'ü' => text.push_str("ue"),
            'ß' => text.push_str("ss"),
            // The dots of a decomposed umlaut.
            '\u{308}' if text.ends_with(['a', 'o', 'u']) => text.push('e'),
            'é' | 'è' | 'ê' => text.push('e'),
            'á' | 'à' | 'â' => text.push('a'),
            'ó' | 'ô' => text.push('o'),
            c if c.is_alphanumeric() => text.push(c),
            _ => {}
        }
    }
    text
}

/// A name without the words that tell what kind of area it is.
fn without_kind(name: &str) -> String {
    const KINDS: [&str; 22] = [
        "kreisfreie stadt",
        "krfr. stadt",
        "landeshauptstadt",
        "hansestadt",
        "universitätsstadt",
        "wissenschaftsstadt",
        "klingenstadt",
        "documenta-stadt",
        "große kreisstadt",
        "landkreis",
        "stadtkreis",
        "kreis",
        "stadt",
        "st.",
        "gkst",
        "kreisstadt",
        "gemeinde",
        "markt",
        "flecken",
        "bezirk",
        "ortsteil",
        "region",
    ];
    let lower = name.to_lowercase();
    let mut rest = lower.trim();
    loop {
        let before = rest;
        for kind in KINDS {
            let behind = rest.strip_suffix(kind).filter(|r| r.ends_with([' ', ',', '(']) || r.is_empty());
            let front = rest.strip_prefix(kind).filter(|r| r.starts_with([' ', ',']));
            let shorter = behind.or(front).map(|r| r.trim_matches([' ', ',', '(', ')', '-']));
            rest = shorter.filter(|r| !r.is_empty()).unwrap_or(rest);
        }
        rest = rest.trim_matches([' ', ',', '(', ')']);
        if rest == before {
            return folded(rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn area(key: &str, name: &str) -> KnownArea {
        KnownArea { level: "kreis".into(), key: key.into(), name: name.into() }
    }

    #[test]
    fn offices_write_names_in_many_ways() {
        let areas = [
            area("16051", "Erfurt"),
            area("16064", "Unstrut-Hainich-Kreis"),
            area("14524", "Zwickau"),
            area("14511", "Chemnitz, Stadt"),
        ];
        let names = Names::new(&areas);
        for (name, key) in [
            ("Erfurt, kreisfreie Stadt", "16051"),
            ("  Erfurt, Landeshauptstadt, kreisfreie Stadt", "16051"),
            ("Unstrut-Hainich-Kreis", "16064"),
            ("UNSTRUT HAINICH KREIS", "16064"),
            ("Landkreis Zwickau", "14524"),
            ("Zwickau (Landkreis)", "14524"),
            ("Chemnitz", "14511"),
            ("Chemnitz, St.", "14511"),
        ] {
            assert!(matches!(names.meant(name), Meant::One(a) if a.key == key), "{name}: {:?}", names.meant(name));
        }
    }

    #[test]
    fn a_name_of_two_is_refused_unless_written_in_full() {
        let areas = [area("09561", "Ansbach, Stadt"), area("09571", "Landkreis Ansbach")];
        let names = Names::new(&areas);
        assert!(matches!(names.meant("Ansbach"), Meant::Several(_)));
        assert_eq!(names.meant("Landkreis Ansbach"), Meant::One(&areas[1]));
        assert_eq!(names.meant("Ansbach, Stadt"), Meant::One(&areas[0]));
    }

    proptest! {
        #[test]
        fn any_name_is_looked_up(name in "\\PC{0,20}|[a-zß ,.()-]{0,30}") {
            let areas = [area("1", &name)];
            let found = Names::new(&areas).meant(&name);
            prop_assert!(matches!(found, Meant::One(_)));
        }
    }
}
