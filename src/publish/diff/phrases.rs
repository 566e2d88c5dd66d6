//! The words of the report.

use super::What;
use crate::model::{Lang, Missing};

/// What the report says in one language.
pub(super) struct Phrases {
    /// {0} bundle, {1} older, {2} newer edition.
    pub title: &'static str,
    pub same: &'static str,
    /// {0} compared, {1} changed, {2} share.
    pub compared: &'static str,
    /// {0} states.
    pub states: &'static str,
    /// {0} rounding.
    pub rounding: &'static str,
    pub nothing_shared: &'static str,
    pub figures: &'static str,
    pub figures_head: &'static str,
    pub details: &'static str,
    pub details_head: &'static str,
    /// {0} number.
    pub more: &'static str,
    pub new: &'static str,
    pub gone: &'static str,
    /// {0} number of boundaries.
    pub minor: &'static str,
    pub level: &'static str,
    pub total: &'static str,
    pub quotes: [char; 2],
}

static DE: Phrases = Phrases {
    title: "Unterschiede: {0}, Ausgabe {1} → {2}",
    same: "Kein Unterschied: Beide Ausgaben sagen dasselbe.",
    compared: "- verglichene Werte: {0}\n- davon geändert: {1} ({2})",
    states: "- mit anderem Zustand (Lücke statt Wert, Wert statt Lücke, anderer Hinweis): {0}",
    rounding: "- nur hinter den gezeigten Stellen anders (Rundung, zählt nicht als Änderung): {0}",
    nothing_shared: "Die Ausgaben haben keine gemeinsamen Werte (andere Ebenen, Gebiete, Indikatoren oder Zeiträume).",
    figures: "Werte",
    figures_head: "| Indikator | Ebene | verglichen | geändert | mittlere Änderung | größte Änderung |\n|---|---|---:|---:|---:|---|",
    details: "Werte im Einzelnen",
    details_head: "| Gebiet | Zeitraum | Gliederung | vorher | jetzt |\n|---|---|---|---:|---:|",
    more: "… und {0} weitere; `--limit 0` oder `--format json` zeigt alle.",
    new: "neu",
    gone: "entfallen",
    minor: "Nur in unsichtbaren Einzelheiten anders: {0}",
    level: "Ebene",
    total: "insgesamt",
    quotes: ['„', '“'],
};

static EN: Phrases = Phrases {
    title: "Differences: {0}, edition {1} → {2}",
    same: "No difference: both editions say the same.",
    compared: "- figures compared: {0}\n- of these changed: {1} ({2})",
    states: "- in another state (a gap for a figure, a figure for a gap, another remark): {0}",
    rounding: "- different behind the shown digits only (rounding, no change): {0}",
    nothing_shared: "The editions have no figures in common (other levels, areas, indicators or periods).",
    figures: "Figures",
    figures_head: "| Indicator | Level | compared | changed | median change | largest change |\n|---|---|---:|---:|---:|---|",
    details: "Figures one by one",
    details_head: "| Area | Period | Breakdown | before | now |\n|---|---|---|---:|---:|",
    more: "… and {0} more; `--limit 0` or `--format json` shows all.",
    new: "new",
    gone: "gone",
    minor: "Different in unseen details only: {0}",
    level: "level",
    total: "total",
    quotes: ['“', '”'],
};

pub(super) fn phrases(lang: Lang) -> &'static Phrases {
    if lang == Lang::En { &EN } else { &DE }
}

/// The heading of a kind of change.
pub(super) fn heading(what: What, lang: Lang) -> &'static str {
    let (de, en) = match what {
        What::Bundle => ("Der Atlas selbst", "The atlas itself"),
        What::Level => ("Gebietsebenen", "Levels of areas"),
        What::Area => ("Gebiete", "Areas"),
        What::Boundary => ("Grenzen", "Boundaries"),
        What::Indicator => ("Indikatoren", "Indicators"),
        What::Definition => ("Definitionen und Quellen", "Definitions and sources"),
        What::Period => ("Zeiträume", "Periods"),
        What::Slice => ("Gliederungen", "Breakdowns"),
        What::Note => ("Datenlücken, Hinweise, Planungsräume", "Data gaps, notes, planning areas"),
    };
    if lang == Lang::En { en } else { de }
}

/// The id of a reason in the JSON report.
pub(super) fn missing_id(reason: Missing) -> &'static str {
    match reason {
        Missing::NotPublished => "not-published",
        Missing::UnknownOrConfidential => "unknown-or-confidential",
        Missing::Pending => "pending",
        Missing::Unreliable => "unreliable",
        Missing::NotApplicable => "not-applicable",
        Missing::NoSuchArea => "no-such-area",
        Missing::TerritoryChanged => "territory-changed",
    }
}
