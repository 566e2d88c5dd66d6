//! The columns of Berlin's monitoring: what each heading means, and why some are left out.

use super::draft::Why;

/// A column that is taken.
#[derive(Debug)]
pub(super) struct Known {
    /// How the tables of either edition head it.
    headings: &'static [&'static str],
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) unit: &'static str,
    pub(super) measure: &'static str,
    pub(super) theme: &'static str,
    pub(super) definition: &'static str,
    /// Whether it is a figure also where the area is excluded from the index.
    pub(super) always: bool,
}

macro_rules! columns {
    ($(theme $theme:literal: $([$($headings:literal),*] => $id:literal, $title:literal, $unit:literal, $measure:literal, $definition:literal;)*)*) => {
        &[$($(Known {
            headings: &[$($headings),*], id: $id, title: $title, unit: $unit, measure: $measure, theme: $theme,
            definition: $definition, always: matches!($theme.as_bytes()[0], b'E' | b'G'),
        }),*),*]
    };
}

static COLUMNS: &[Known] = columns! {
    theme "Status": ["S1", "s1_percentage_unemployed"] => "mss_s1", "Arbeitslosigkeit", "%", "share", "Arbeitslose an den Einwohnern im erwerbsfähigen Alter.";
        ["S3", "s3_percentage_transfer_payments_recipients"] => "mss_s3", "Transferbezug", "%", "share", "Nicht arbeitslose Empfänger existenzsichernder Leistungen an den Einwohnern.";
        ["S4", "s4_percentage_transfer_payments_recipients_below_15_years"] => "mss_s4", "Kinderarmut", "%", "share", "Kinder unter 15 Jahren, die existenzsichernde Leistungen erhalten, an den Einwohnern unter 15 Jahren.";
        ["SI_N", "status_index"] => "mss_status", "Statusindex, Klasse", "Klasse", "index", "1 = hoher, 2 = mittlerer, 3 = niedriger, 4 = sehr niedriger sozialer Status.";
        ["zS1"] => "mss_zs1", "Arbeitslosigkeit, z-Wert", "z-Wert", "index", "Abstand vom Mittel der gültigen Planungsräume in Standardabweichungen.";
        ["zS3"] => "mss_zs3", "Transferbezug, z-Wert", "z-Wert", "index", "Abstand vom Mittel der gültigen Planungsräume in Standardabweichungen.";
        ["zS4"] => "mss_zs4", "Kinderarmut, z-Wert", "z-Wert", "index", "Abstand vom Mittel der gültigen Planungsräume in Standardabweichungen.";
        ["Status-summe"] => "mss_statussumme", "Statussumme", "Summe der z-Werte", "index", "Summe der z-Werte der drei Statusindikatoren.";
        ["Status-Index (standardisierte Statussumme)"] => "mss_statusindex", "Statusindex (standardisierte Statussumme)", "z-Wert", "index", "Statussumme, erneut standardisiert; höher = niedrigerer sozialer Status.";
    theme "Dynamik": ["D1", "d1_percentage_unemployed"] => "mss_d1", "Arbeitslosigkeit, Veränderung in zwei Jahren", "Prozentpunkte", "ratio", "Anteil am Ende minus Anteil zwei Jahre zuvor.";
        ["D3", "d3_percentage_transfer_payments_recipients"] => "mss_d3", "Transferbezug, Veränderung in zwei Jahren", "Prozentpunkte", "ratio", "Anteil am Ende minus Anteil zwei Jahre zuvor.";
        ["D4", "d4_percentage_transfer_payments_recipients_below_15_years"] => "mss_d4", "Kinderarmut, Veränderung in zwei Jahren", "Prozentpunkte", "ratio", "Anteil am Ende minus Anteil zwei Jahre zuvor.";
        ["DI_N", "dynamic_index"] => "mss_dynamik", "Dynamikindex, Klasse", "Klasse", "index", "1 = positive, 3 = stabile, 5 = negative Entwicklung.";
        ["zD1"] => "mss_zd1", "Arbeitslosigkeit, Veränderung, z-Wert", "z-Wert", "index", "Abstand vom Mittel der gültigen Planungsräume in Standardabweichungen.";
        ["zD3"] => "mss_zd3", "Transferbezug, Veränderung, z-Wert", "z-Wert", "index", "Abstand vom Mittel der gültigen Planungsräume in Standardabweichungen.";
        ["zD4"] => "mss_zd4", "Kinderarmut, Veränderung, z-Wert", "z-Wert", "index", "Abstand vom Mittel der gültigen Planungsräume in Standardabweichungen.";
        ["Dynamik-summe"] => "mss_dynamiksumme", "Dynamiksumme", "Summe der z-Werte", "index", "Summe der z-Werte der drei Dynamikindikatoren.";
        ["Dynamik-Index (standardisierte Dynamik-summe)"] => "mss_dynamikindex", "Dynamikindex (standardisierte Dynamiksumme)", "z-Wert", "index", "Dynamiksumme, erneut standardisiert; höher = ungünstigere Entwicklung.";
        ["SDI_N"] => "mss_gesamt", "Gesamtindex Soziale Ungleichheit, Gruppe", "Gruppe", "index", "Erste Ziffer: Status (1 hoch bis 4 sehr niedrig), zweite: Dynamik (1 positiv, 3 stabil, 5 negativ).";
    theme "Kontext": ["KI_01", "k01_youth_unemployment"] => "mss_k01", "Jugendarbeitslosigkeit", "%", "share", "Kontextindikator K 01.";
        ["KI_02", "k02_single_parent_households"] => "mss_k02", "Alleinerziehende Haushalte", "%", "share", "Kontextindikator K 02.";
        ["KI_03", "k03_old_age_poverty"] => "mss_k03", "Altersarmut", "%", "share", "Kontextindikator K 03.";
        ["KI_04", "k04_children_with_migration_background"] => "mss_k04", "Kinder und Jugendliche mit Migrationshintergrund", "%", "share", "Kontextindikator K 04.";
        ["KI_05", "k05_inhabitants_with_migration_background"] => "mss_k05", "Einwohner mit Migrationshintergrund", "%", "share", "Kontextindikator K 05.";
        ["KI_16"] => "mss_k16", "Ausländische Bevölkerung", "%", "share", "Kontextindikator K 16.";
        ["KI_06"] => "mss_k06", "Veränderung des Ausländeranteils", "Prozentpunkte", "ratio", "Kontextindikator K 06.";
        ["KI_07"] => "mss_k07", "Ausländische Transferbeziehende", "%", "share", "Kontextindikator K 07.";
        ["KI_09"] => "mss_k09", "Einfache Wohnlage", "%", "share", "Kontextindikator K 09.";
        ["KI_10"] => "mss_k10", "Wohndauer über fünf Jahre", "%", "share", "Kontextindikator K 10.";
        ["KI_11"] => "mss_k11", "Wanderungsvolumen", "%", "ratio", "Kontextindikator K 11: Zuzüge und Fortzüge gegenüber den Einwohnern.";
        ["KI_12"] => "mss_k12", "Wanderungssaldo", "%", "ratio", "Kontextindikator K 12: Zuzüge minus Fortzüge gegenüber den Einwohnern.";
        ["KI_13"] => "mss_k13", "Wanderungssaldo der Kinder unter sechs Jahren", "%", "ratio", "Kontextindikator K 13.";
    theme "Einwohner": ["EW", "EW 31.12.2020", "inhabitants"] => "mss_ew", "Einwohner", "Personen", "count", "Melderechtlich registrierte Einwohner am Ort der Hauptwohnung.";
        ["Gesamt"] => "ew_gesamt", "Einwohner", "Personen", "count", "Melderechtlich registrierte Einwohner am Ort der Hauptwohnung.";
        ["unter6"] => "ew_u6", "Einwohner unter 6 Jahren", "Personen", "count", "";
        ["6-15"] => "ew_6_15", "Einwohner von 6 bis unter 15 Jahren", "Personen", "count", "";
        ["15-18"] => "ew_15_18", "Einwohner von 15 bis unter 18 Jahren", "Personen", "count", "";
        ["18-27"] => "ew_18_27", "Einwohner von 18 bis unter 27 Jahren", "Personen", "count", "";
        ["27-45"] => "ew_27_45", "Einwohner von 27 bis unter 45 Jahren", "Personen", "count", "";
        ["45-55"] => "ew_45_55", "Einwohner von 45 bis unter 55 Jahren", "Personen", "count", "";
        ["55-65"] => "ew_55_65", "Einwohner von 55 bis unter 65 Jahren", "Personen", "count", "";
        ["65undmehr"] => "ew_65", "Einwohner ab 65 Jahren", "Personen", "count", "";
        ["weiblich"] => "ew_w", "Einwohnerinnen", "Personen", "count", "";
        ["ausländer"] => "ew_a", "Ausländische Einwohner", "Personen", "count", "";
    theme "Gebiet": ["Fläche in qm"] => "lor_flaeche", "Fläche", "m²", "count", "";
};

/// What a heading means.
pub(super) fn known(heading: &str) -> Option<&'static Known> {
    COLUMNS.iter().find(|known| known.headings.contains(&heading))
}

pub(super) const EMPTY: Why =
    Why { de: "Die Spalte enthält in dieser Ausgabe keinen Wert.", en: "The column holds no figure in this edition." };
pub(super) const UNKNOWN: Why = Why {
    de: "Was die Spalte bedeutet, steht nicht in der Tabelle.",
    en: "The table does not say what the column means.",
};
pub(super) const SHIFTED: Why = Why {
    de: "Ab k06 stehen die Werte in dieser Fassung unter falschen Überschriften (unter „Veränderung“ stehen Anteile um 40 %).",
    en: "From k06 on, the figures of this version stand under wrong headings (shares of 40 % under “change”).",
};
const SOURCE_CLASSES: Why = Why {
    de: "Klassennummern für die Karten der Quelle; der Atlas bildet seine Klassen selbst.",
    en: "Class numbers for the source's own maps; the atlas makes its own classes.",
};
const WORDS: Why = Why {
    de: "Die Spalte ist ein Wort oder Name; die Nummer derselben Klasse wird übernommen.",
    en: "The column is a word or a name; the number of the same class is taken.",
};

/// Why a heading of these tables is left out.
pub(super) fn reason(heading: &str) -> Option<Why> {
    if heading.ends_with("_SD_GR") || heading.ends_with("_AG_GR") {
        return Some(SOURCE_CLASSES);
    }
    let words = [
        "ZEIT",
        "BEZ_ID",
        "SI_V",
        "DI_V",
        "SDI",
        "SDI_V",
        "Zuordnung Klasse Status-Index",
        "Zuordnung Klasse Dynamik-Index",
    ];
    let names = [
        "techn. Schlüssel (UUID)",
        "Bezirksregion (Nummer)",
        "Bezirksregion (Name)",
        "Prognoseraum (Nummer)",
        "Prognoseraum (Name)",
        "Bezirk",
        "Stand der Daten",
    ];
    if words.contains(&heading) || names.contains(&heading) {
        return Some(WORDS);
    }
    let empty = [
        "S2",
        "D2",
        "s2_percentage_long_term_unemployed",
        "d2_percentage_long_term_unemployed",
        "KI_08",
        "KI_14",
        "KI_15",
    ];
    if empty.contains(&heading) {
        return Some(EMPTY);
    }
    (heading == "KI_17" || heading.starts_with("z_")).then_some(UNKNOWN)
}

/// Whether edition 2019 has this heading over the figures of another.
pub(super) fn is_shifted(heading: &str) -> bool {
    let number = heading.strip_prefix('k').and_then(|h| h.get(..2)).and_then(|n| n.parse::<u8>().ok());
    number.is_some_and(|n| (6..=13).contains(&n))
}
