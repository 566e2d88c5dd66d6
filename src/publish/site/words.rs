//! What the static pages say beside the words of the app.

use crate::model::Lang;

/// Words of one language.
pub(super) struct SiteText {
    pub interactive: &'static str,
    pub crumbs: &'static str,
    pub areas: &'static str,
    pub indicators: &'static str,
    pub all_atlases: &'static str,
    pub atlases: &'static str,
    /// {0} the atlas.
    pub other_atlases: &'static str,
    pub plain_pages: &'static str,
    /// {0} area.
    pub area_lead: &'static str,
    pub neighbours: &'static str,
    pub neighbours_heading: &'static str,
    pub part_of: &'static str,
    pub contains: &'static str,
    pub reference: &'static str,
    pub position: &'static str,
    /// {0} reference, may be empty.
    pub position_help: &'static str,
    /// {0} area.
    pub map_of: &'static str,
    /// {0} area, {1} its neighbours.
    pub map_summary: &'static str,
    pub all_areas: &'static str,
    /// {0} first, {1} last, {2} all.
    pub rows: &'static str,
    pub pages: &'static str,
    pub other_levels: &'static str,
    pub area_index: &'static str,
    pub find: &'static str,
    pub no_area_figures: &'static str,
    pub missing_title: &'static str,
    pub missing_text: &'static str,
    pub to_start: &'static str,
    pub other_language: &'static str,
    pub figures_all: &'static str,
    pub site_title: &'static str,
    pub unfit: &'static str,
}

static DE: SiteText = SiteText {
    interactive: "Interaktiver Atlas",
    crumbs: "Brotkrumen",
    areas: "Gebiete",
    indicators: "Indikatoren",
    all_atlases: "Alle Atlanten",
    atlases: "Atlanten auf dieser Seite",
    other_atlases: "Weitere Atlanten",
    plain_pages: "Alle Zahlen als einfache Seiten",
    area_lead: "Alle Indikatoren für {0}: Werte, Vergleich und Rang",
    neighbours: "Nachbargebiete",
    neighbours_heading: "Lage und Nachbargebiete",
    part_of: "Teil von",
    contains: "Gebiete darin",
    reference: "Vergleichswert",
    position: "Lage unter allen Gebieten",
    position_help: "Die Linie reicht vom niedrigsten zum höchsten Wert aller Gebiete, der Balken umfasst die mittlere Hälfte, der Punkt ist dieses Gebiet{0}.",
    map_of: "Karte: {0}",
    map_summary: "{0} und benachbarte Gebiete: {1}.",
    all_areas: "Alle Gebiete",
    rows: "Zeilen {0} bis {1} von {2}",
    pages: "Seiten der Tabelle",
    other_levels: "Andere Gebietsebenen",
    area_index: "Alle Gebiete von A bis Z",
    find: "Mit der Suche des Browsers (Strg+F) finden Sie hier jeden Namen.",
    no_area_figures: "Für dieses Gebiet gibt es keine Werte.",
    missing_title: "Seite nicht gefunden",
    missing_text: "Unter dieser Adresse gibt es nichts (mehr). Vielleicht wurde ein Gebiet oder ein Indikator umbenannt.",
    to_start: "Zur Startseite",
    other_language: "English",
    figures_all: "Alle Werte dieses Gebiets im interaktiven Atlas",
    site_title: "Sozialatlas",
    unfit: "Ohne Rang, weil der Indikator die Eignungsprüfung nicht bestanden hat.",
};

static EN: SiteText = SiteText {
    interactive: "Interactive atlas",
    crumbs: "Breadcrumb",
    areas: "Areas",
    indicators: "Indicators",
    all_atlases: "All atlases",
    atlases: "Atlases on this site",
    other_atlases: "Other atlases",
    plain_pages: "All figures as plain pages",
    area_lead: "All indicators for {0}: figures, comparison and rank",
    neighbours: "Neighbouring areas",
    neighbours_heading: "Place and neighbouring areas",
    part_of: "Part of",
    contains: "Areas within",
    reference: "Reference",
    position: "Place among all areas",
    position_help: "The line reaches from the lowest to the highest figure of all areas, the bar is the middle half, the dot is this area{0}.",
    map_of: "Map: {0}",
    map_summary: "{0} and its neighbours: {1}.",
    all_areas: "All areas",
    rows: "Rows {0} to {1} of {2}",
    pages: "Pages of the table",
    other_levels: "Other levels of areas",
    area_index: "All areas from A to Z",
    find: "Your browser's search (Ctrl+F) finds every name here.",
    no_area_figures: "There are no figures for this area.",
    missing_title: "Page not found",
    missing_text: "There is nothing at this address (any more). Perhaps an area or an indicator was renamed.",
    to_start: "To the start page",
    other_language: "Deutsch",
    figures_all: "All figures of this area in the interactive atlas",
    site_title: "Social atlas",
    unfit: "Without rank, because the indicator did not pass the fitness check.",
};

pub(super) fn words(lang: Lang) -> &'static SiteText {
    if lang == Lang::En { &EN } else { &DE }
}
