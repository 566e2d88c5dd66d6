//! The report in words.

use std::fmt::Write;

use super::net::Reason;
use super::report::{Line, Report, Tally};
use crate::model::Lang;
use crate::text::number;

/// More periods than this are summed up: their first and last.
const PERIODS: usize = 30;

impl Report {
    /// The report as Markdown: readable as it is, printable by whatever prints Markdown.
    pub fn markdown(&self, lang: Lang) -> String {
        let mut out = String::new();
        self.head(&mut out, lang);
        self.result(&mut out, lang);
        self.table(&mut out, lang);
        self.details(&mut out, lang);
        out
    }

    fn head(&self, out: &mut String, lang: Lang) {
        let de = lang != Lang::En;
        let say = |german: &'static str, english: &'static str| if de { german } else { english };
        let secret = say(
            "**Nur für den Dienstgebrauch.** Dieser Bericht nennt, welche Zahlen aus welchem Grund gesperrt wurden. \
             Zusammen mit der veröffentlichten Ausgabe würde er Rückschlüsse erlauben; er darf das Haus nicht verlassen.",
            "**For internal use only.** This report says which figures were withheld for which reason. Together with the \
             published edition it would allow conclusions; it must not leave the house.",
        );
        let _ = writeln!(out, "# {}: {}\n\n{secret}\n", say("Geheimhaltung", "Disclosure control"), self.title);
        let _ = writeln!(out, "## {}\n", say("Regeln", "Rules"));
        for (minimum, indicators) in &self.minima {
            let zeros = if self.zeros_public {
                say("Nullen werden veröffentlicht", "zeros are published")
            } else {
                say("Nullen gelten als geheim", "zeros count as confidential")
            };
            let from = say("Mindestfallzahl", "Smallest count");
            let _ = writeln!(out, "- {from} {minimum} ({zeros}): {}", indicators.join(", "));
        }
        if let Some(base) = self.base {
            let _ = writeln!(out, "- {} {base}", say("Gerundet auf Vielfache von", "Rounded to multiples of"));
        }
        let none = say(
            "Keine frühere Ausgabe angegeben (`--previous`): was schon veröffentlicht ist, konnte nicht berücksichtigt \
             werden.",
            "No earlier edition given (`--previous`): what is published already could not be taken into account.",
        );
        let _ = match &self.previous {
            Some(edition) => {
                let taken = say("Berücksichtigte frühere Ausgabe", "Earlier edition taken into account");
                writeln!(out, "- {taken}: {edition}\n")
            }
            None => writeln!(out, "- {none}\n"),
        };
    }

    fn result(&self, out: &mut String, lang: Lang) {
        let de = lang != Lang::En;
        let (cells, left) = self.cells();
        let count = |n: usize| whole(n, lang);
        let heading = if de { "Ergebnis" } else { "Result" };
        let _ = writeln!(out, "## {heading}\n");
        let reasons = self.reasons();
        if reasons.is_empty() && self.base.is_none() {
            out.push_str(if de {
                "Keine Zahl musste gesperrt werden.\n\n"
            } else {
                "No figure had to be withheld.\n\n"
            });
            return;
        }
        let (all, share) = (count(cells), percent(left, cells, lang));
        let _ = match de {
            true => writeln!(out, "Von {all} Zahlen bleiben {} ({share}).\n", count(left)),
            false => writeln!(out, "Of {all} figures {} are left ({share}).\n", count(left)),
        };
        let (why, number, mean) = if de { ("Grund", "Zellen", "Bedeutung") } else { ("Reason", "Cells", "Meaning") };
        let _ = writeln!(out, "| {why} | {number} | {mean} |\n|---|---:|---|");
        for reason in Reason::ALL {
            let Some(n) = reasons.get(&reason) else { continue };
            let (name, meaning) = words(reason, de);
            let _ = writeln!(out, "| {name} | {} | {meaning} |", count(*n));
        }
        out.push('\n');
    }

    fn table(&self, out: &mut String, lang: Lang) {
        let de = lang != Lang::En;
        if self.touched().is_empty() && self.base.is_none() {
            return;
        }
        let head = if de {
            "## Nach Indikator und Gebietsebene\n\n| Indikator | Ebene | Zahlen | primär | sekundär | Quote | vorher gesperrt | bleibt | Fälle, die bleiben |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n"
        } else {
            "## By indicator and level\n\n| Indicator | Level | Figures | primary | secondary | rate | withheld before | left | cases left |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n"
        };
        out.push_str(head);
        for line in &self.lines {
            row(out, &[line.indicator.as_str(), line.level.as_str()], &line.all, lang);
        }
        out.push('\n');
    }

    fn details(&self, out: &mut String, lang: Lang) {
        let de = lang != Lang::En;
        let touched: Vec<&Line> = self.lines.iter().filter(|l| !l.all.withheld.is_empty()).collect();
        if touched.is_empty() {
            return;
        }
        out.push_str(if de { "## Nach Zeitraum\n" } else { "## By period\n" });
        for line in touched {
            let _ = writeln!(out, "\n### {}, {}\n", line.indicator, line.level);
            out.push_str(if de {
                "| Zeitraum | Zahlen | primär | sekundär | Quote | vorher gesperrt | bleibt | Fälle, die bleiben |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
            } else {
                "| Period | Figures | primary | secondary | rate | withheld before | left | cases left |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
            });
            let skipped = line.periods.len().saturating_sub(PERIODS);
            for (period, tally) in line.periods.iter().skip(skipped) {
                row(out, &[period.as_str()], tally, lang);
            }
        }
        out.push('\n');
    }
}

fn row(out: &mut String, names: &[&str], tally: &Tally, lang: Lang) {
    let of = |reasons: &[Reason]| reasons.iter().filter_map(|r| tally.withheld.get(r)).sum::<usize>();
    let primary = of(&[Reason::Small, Reason::Complement, Reason::Dominance, Reason::Population, Reason::Rest]);
    let counts = [primary, of(&[Reason::Secondary]), of(&[Reason::Rate]), of(&[Reason::Before])];
    let names: Vec<String> = names.iter().map(|n| n.replace('|', "\\|")).collect();
    let counts: Vec<String> = counts.iter().map(|n| if *n == 0 { "–".to_owned() } else { whole(*n, lang) }).collect();
    let left = percent(tally.left_cells(), tally.cells, lang);
    let cases = match tally.cases {
        Some(cases) if cases > 0.0 => share(tally.left / cases, lang),
        _ => "–".to_owned(),
    };
    let _ = writeln!(
        out,
        "| {} | {} | {} | {left} | {cases} |",
        names.join(" | "),
        whole(tally.cells, lang),
        counts.join(" | ")
    );
}

fn whole(n: usize, lang: Lang) -> String {
    number(n as f64, 0, lang)
}

fn percent(part: usize, all: usize, lang: Lang) -> String {
    if all == 0 { "–".to_owned() } else { share(part as f64 / all as f64, lang) }
}

fn share(share: f64, lang: Lang) -> String {
    // Rounded down: 99.96 % is not everything.
    let blank = if lang == Lang::En { "" } else { "\u{a0}" };
    format!("{}{blank}%", number((share * 1000.0).floor() / 10.0, 1, lang))
}

/// Name and meaning of a reason.
fn words(reason: Reason, de: bool) -> (&'static str, &'static str) {
    let (german, english) = match reason {
        Reason::Small => (
            ("primär: Fallzahl", "weniger Fälle als die Mindestfallzahl"),
            ("primary: count", "fewer cases than the smallest count"),
        ),
        Reason::Complement => (
            ("primär: Rest", "zum Ganzen fehlen weniger Fälle als die Mindestfallzahl"),
            ("primary: complement", "fewer cases than the smallest count are missing to the whole"),
        ),
        Reason::Dominance => (
            ("primär: Dominanz", "wenige Beitragende machen den größten Teil aus"),
            ("primary: dominance", "few contributors make up most of it"),
        ),
        Reason::Population => (
            ("primär: Einwohner", "das Gebiet hat weniger Einwohner als verlangt"),
            ("primary: population", "fewer people live in the area than asked for"),
        ),
        Reason::Before => (
            ("vorher gesperrt", "schon in der Quelle „unbekannt oder geheim“"),
            ("withheld before", "“unknown or confidential” in the source already"),
        ),
        Reason::Rest => (
            (
                "primär: fehlende Teile",
                "Summe und Teile würden eine kleine Fallzahl verraten, die in der Tabelle fehlt",
            ),
            ("primary: missing parts", "total and parts would tell a small count that is not in the table"),
        ),
        Reason::Secondary => (
            (
                "sekundär",
                "nicht selbst geheim: ohne diese Sperrung ließe sich eine geheime Zahl aus Summen (Gebiete, Gliederungen, Jahre, \
                 verknüpfte Indikatoren) zurückrechnen",
            ),
            (
                "secondary",
                "not confidential itself: without it a confidential figure could be computed from sums (areas, breakdowns, \
                 years, linked indicators)",
            ),
        ),
        Reason::Rate => (
            ("Quote", "Zähler oder Nenner ist gesperrt; die Quote würde sie verraten"),
            ("rate", "numerator or denominator is withheld; the rate would tell them"),
        ),
    };
    if de { german } else { english }
}
