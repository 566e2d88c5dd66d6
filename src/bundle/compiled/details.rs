//! `details`: the long texts that a reader asks for after the first look.

use super::json::{Node, Object, read, words_value, written};
use crate::bundle::BundleError;
use crate::bundle::json::Json;
use crate::model::{DataGap, Details, Grade, Note, Provenance};

/// The bytes of the `details` part.
pub fn write_details(details: &Details) -> Vec<u8> {
    let mut root = Object::default();
    let provenance = details.provenance.iter().map(|(id, p)| (id.to_string(), write_provenance(p)));
    root.put("provenance", Json::Object(provenance.collect()));
    root.list("gaps", &details.gaps, write_gap);
    root.list("notes", &details.notes, write_note);
    root.list("themes", &details.themes, words_value);
    written(&root.value())
}

/// Reads the `details` part.
///
/// # Errors
/// No JSON, or JSON of another shape, with the path of the member.
pub fn read_details(file: &str, bytes: &[u8]) -> Result<Details, BundleError> {
    read(bytes, fill).map_err(|kind| BundleError::new(file, kind))
}

fn fill(root: &Node<'_>) -> Details {
    let provenance = root.need("provenance");
    let mut details = Details {
        gaps: root.list("gaps", read_gap),
        notes: root.list("notes", read_note),
        themes: root.list("themes", |n| n.words()),
        ..Details::default()
    };
    for (id, node) in provenance.members() {
        // A member that is null is one without any text.
        details.provenance.insert(id.into(), read_provenance(&node));
    }
    details
}

fn write_provenance(p: &Provenance) -> Json {
    let mut object = Object::default();
    object.words("definition", &p.definition);
    object.words("formula", &p.formula);
    object.words("numerator", &p.numerator);
    object.words("denominator", &p.denominator);
    object.text("source", &p.source);
    object.text("table", &p.source_table);
    object.text("uri", &p.source_uri);
    object.text("licence", &p.licence);
    object.text("licenceUri", &p.licence_uri);
    object.text("attribution", &p.attribution);
    object.words("referenceDate", &p.reference_date);
    object.words("vintage", &p.vintage);
    object.words("updateCycle", &p.update_cycle);
    object.text("nextUpdate", &p.next_update);
    object.words("note", &p.note);
    object.words("sectorPlans", &p.sector_plans);
    object.list("links", &p.links, |id| Json::from(id.as_str()));
    object.put("minimumCases", p.minimum_cases.map_or(Json::Null, Json::from));
    object.list("fitness", &p.fitness, |g| {
        Json::List(vec![Json::from(g.field.as_str()), Json::from(g.grade.as_str()), words_value(&g.reason)])
    });
    object.value()
}

fn read_provenance(node: &Node<'_>) -> Provenance {
    Provenance {
        definition: node.words_or_empty("definition"),
        formula: node.words_or_empty("formula"),
        numerator: node.words_or_empty("numerator"),
        denominator: node.words_or_empty("denominator"),
        source: node.text_or_empty("source"),
        source_table: node.text_or_empty("table"),
        source_uri: node.text_or_empty("uri"),
        licence: node.text_or_empty("licence"),
        licence_uri: node.text_or_empty("licenceUri"),
        attribution: node.text_or_empty("attribution"),
        reference_date: node.words_or_empty("referenceDate"),
        vintage: node.words_or_empty("vintage"),
        update_cycle: node.words_or_empty("updateCycle"),
        next_update: node.text_or_empty("nextUpdate"),
        note: node.words_or_empty("note"),
        sector_plans: node.words_or_empty("sectorPlans"),
        links: node.list("links", |n| n.text().into()),
        minimum_cases: node.member("minimumCases").map(|m| m.small()),
        fitness: node.list("fitness", |n| Grade {
            field: n.item(0).text().to_owned(),
            grade: n.item(1).text().to_owned(),
            reason: n.item(2).words(),
        }),
    }
}

fn write_gap(gap: &DataGap) -> Json {
    let mut object = Object::default();
    object.text("id", gap.id.as_str());
    object.words("title", &gap.title);
    object.text("theme", gap.theme.as_str());
    object.words("instrument", &gap.instrument);
    object.words("reason", &gap.reason);
    object.value()
}

fn read_gap(node: &Node<'_>) -> DataGap {
    DataGap {
        id: node.text_or_empty("id").as_str().into(),
        title: node.words_or_empty("title"),
        theme: node.text_or_empty("theme").as_str().into(),
        instrument: node.words_or_empty("instrument"),
        reason: node.words_or_empty("reason"),
    }
}

fn write_note(note: &Note) -> Json {
    let mut object = Object::default();
    object.text("area", note.area.as_ref().map_or("", |a| a.as_str()));
    object.text("theme", note.theme.as_ref().map_or("", |t| t.as_str()));
    object.text("indicator", note.indicator.as_ref().map_or("", |i| i.as_str()));
    object.words("text", &note.text);
    object.value()
}

fn read_note(node: &Node<'_>) -> Note {
    Note {
        area: node.id("area"),
        theme: node.id("theme"),
        indicator: node.id("indicator"),
        text: node.words_or_empty("text"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::BundleErrorKind as Kind;
    use crate::model::Words;
    use proptest::prelude::*;

    fn words() -> impl Strategy<Value = Words> {
        (".{0,6}", ".{0,6}", ".{0,3}").prop_map(|(de, en, simple)| Words { de, en, simple })
    }

    fn provenances() -> impl Strategy<Value = Provenance> {
        let words = proptest::collection::vec(words(), 10);
        let texts = proptest::collection::vec(".{0,6}", 9);
        (words, texts, any::<Option<u32>>()).prop_map(|(w, t, minimum_cases)| Provenance {
            definition: w[0].clone(),
            formula: w[5].clone(),
            numerator: w[1].clone(),
            denominator: w[2].clone(),
            source: t[1].clone(),
            source_table: t[2].clone(),
            source_uri: t[3].clone(),
            licence: t[4].clone(),
            licence_uri: t[5].clone(),
            attribution: t[6].clone(),
            reference_date: w[6].clone(),
            vintage: w[7].clone(),
            update_cycle: w[8].clone(),
            next_update: t[7].clone(),
            note: w[3].clone(),
            sector_plans: w[9].clone(),
            links: vec!["a".into(), t[0].as_str().into()],
            minimum_cases,
            fitness: vec![Grade { field: t[8].clone(), grade: "++".into(), reason: w[4].clone() }],
        })
    }

    proptest! {
        #[test]
        fn any_details_come_back(
            provenance in proptest::collection::btree_map(".{0,5}", provenances(), 0..4),
            texts in proptest::collection::vec(words(), 3),
        ) {
            let provenance = provenance.into_iter().map(|(id, p)| (id.as_str().into(), p)).collect();
            let gap = DataGap {
                id: "g".into(), title: texts[0].clone(), theme: "t".into(), instrument: texts[2].clone(),
                reason: texts[1].clone(),
            };
            let note = Note { area: Some("16".into()), theme: None, indicator: Some("i".into()), text: texts[2].clone() };
            let details = Details { provenance, gaps: vec![gap], notes: vec![note], themes: texts };
            prop_assert_eq!(read_details("", &write_details(&details)), Ok(details));
        }
    }

    #[test]
    fn damage_is_named() {
        let error = read_details("d.json", br#"{"provenance":{"a":{"links":[1]}}}"#).unwrap_err();
        assert_eq!(error, BundleError::new("d.json", Kind::Json("provenance.a.links[0]".into())));
    }
}
