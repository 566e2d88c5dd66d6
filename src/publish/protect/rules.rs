//! What must not be published: rules declared in the bundle, and those of a file that stays in the office.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::kinds;
use crate::model::IndicatorId;
use crate::publish::Remark;

/// How rates are kept from telling a numerator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RateMethod {
    /// A rate that tells a small numerator is withheld.
    #[default]
    Withhold,
    /// Every rate of such an indicator is written with as few decimals as its denominator asks for.
    Round,
}

/// When few contributors make up most of a figure, each of them can estimate the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Dominance {
    /// The indicator whose figures are sums of contributions.
    pub indicator: IndicatorId,
    /// Columns with the largest contributions, the largest first. They are never published.
    pub contributors: Vec<String>,
    /// What counts as dominance.
    pub rule: DominanceRule,
}

/// Which figures are dominated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DominanceRule {
    /// (n, k): the listed contributors together hold more than this share of the figure, in per cent.
    Share(f64),
    /// p %: what is left without the two largest is less than this share of the largest, in per cent.
    Remainder(f64),
}

/// Indicators that are linked over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Years {
    /// Figures that grow from period to period: the difference of two neighbours is the figure of one period.
    Cumulated {
        /// The cumulated indicator.
        indicator: IndicatorId,
        /// The indicator of the single periods, if it is in the bundle.
        annual: Option<IndicatorId>,
    },
    /// A figure that is the sum of so many periods, the last of them its own.
    Sum {
        /// The indicator of sums.
        indicator: IndicatorId,
        /// The indicator that is summed.
        of: IndicatorId,
        /// How many periods.
        periods: usize,
    },
}

/// Rules that may differ from indicator to indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// Smallest count that may be published.
    pub minimum: Option<u64>,
    /// Whether a zero is as confidential as a one.
    pub zeros_secret: Option<bool>,
    /// How wide the interval must be that can be computed for a withheld count.
    pub width: Option<f64>,
    /// Whether the figures are public anyway, as those of the population register.
    pub public: Option<bool>,
}

/// All rules beyond those that the bundle declares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// For every indicator.
    pub general: Limits,
    /// For single indicators.
    pub indicators: BTreeMap<IndicatorId, Limits>,
    /// Smallest denominator of a rate that may be published.
    pub minimum_denominator: Option<f64>,
    /// The indicator of the population and how many must live in an area of which anything else is published.
    pub population: Option<(IndicatorId, f64)>,
    /// Whether what is missing to the whole is as confidential as the count: two of a hundred without a diploma.
    pub complements: bool,
    /// What is done about rates.
    pub rates: RateMethod,
    /// Dominance rules.
    pub dominance: Vec<Dominance>,
    /// Indicators that are the sum of others: the whole and its parts.
    pub sums: Vec<(IndicatorId, Vec<IndicatorId>)>,
    /// Indicators linked over time.
    pub years: Vec<Years>,
}

impl Rules {
    /// Reads a file of rules (`schutz.json`, see `docs/disclosure.md`).
    ///
    /// # Errors
    /// Remarks about everything that is no rule: a misspelt one would otherwise protect nothing.
    pub fn read(text: &str, file: &str) -> Result<Rules, Vec<Remark>> {
        let mut reading = Reading { file, remarks: Vec::new() };
        let rules = match serde_json::from_str::<Value>(text.strip_prefix('\u{feff}').unwrap_or(text)) {
            Ok(Value::Object(members)) => reading.rules(&members),
            Ok(_) => reading.wrong("", "{ … }"),
            Err(error) => {
                let remark = Remark::new(&kinds::RULES_JSON, file).at(error.line()).found(error);
                reading.remarks.push(remark);
                None
            }
        };
        match rules {
            Some(rules) if reading.remarks.is_empty() => Ok(rules),
            _ => Err(reading.remarks),
        }
    }

    /// The rules of one indicator; `declared` is the smallest count that the bundle declares for it. Of two minima the
    /// stricter one is valid.
    pub fn of(&self, indicator: &IndicatorId, declared: Option<u64>) -> Limits {
        let own = self.indicators.get(indicator).copied().unwrap_or_default();
        Limits {
            minimum: [own.minimum.or(self.general.minimum), declared].into_iter().flatten().max(),
            zeros_secret: own.zeros_secret.or(self.general.zeros_secret),
            width: own.width.or(self.general.width),
            public: own.public.or(self.general.public),
        }
    }

    /// The columns that name contributions.
    pub fn contributor_columns(&self) -> Vec<String> {
        self.dominance.iter().flat_map(|d| d.contributors.iter().cloned()).collect()
    }
}

impl Limits {
    /// Whether a count is too small to be published. Negative figures are no counts of cases.
    pub fn forbids(&self, value: f64) -> bool {
        let Some(minimum) = self.minimum.filter(|_| self.public != Some(true)) else { return false };
        let zero = value == 0.0 && self.zeros_secret == Some(true);
        // 2^53 cases are more than anyone declares, so the conversion loses nothing.
        zero || (value > 0.0 && value < minimum as f64)
    }

    /// How wide the interval of a withheld count must be: as asked for, else the smallest count that may be published,
    /// else just wider than a single number.
    pub fn width(&self) -> f64 {
        self.width.unwrap_or(self.minimum.map_or(1.0, |m| m as f64))
    }
}

/// A file on its way into rules.
struct Reading<'f> {
    file: &'f str,
    remarks: Vec<Remark>,
}

impl Reading<'_> {
    fn wrong<T>(&mut self, member: &str, expected: &str) -> Option<T> {
        let remark = Remark::new(&kinds::RULES_MEMBER, self.file).column(member).found(member);
        self.remarks.push(remark.expected(expected));
        None
    }

    fn rules(&mut self, members: &Map<String, Value>) -> Option<Rules> {
        let mut rules = Rules::default();
        for (name, value) in members {
            match name.as_str() {
                "minimumDenominator" => rules.minimum_denominator = self.number(name, value),
                "minimumPopulation" => rules.population = self.population(name, value),
                "complements" => rules.complements = self.truth(name, value).unwrap_or_default(),
                "rates" => rules.rates = self.rates(name, value).unwrap_or_default(),
                "dominance" => rules.dominance = self.list(name, value, Self::dominance),
                "sums" => rules.sums = self.list(name, value, Self::sum),
                "years" => rules.years = self.list(name, value, Self::years),
                "indicators" => rules.indicators = self.indicators(name, value).unwrap_or_default(),
                "comment" => {}
                _ => self.limit(&mut rules.general, name, value),
            }
        }
        Some(rules)
    }

    fn limit(&mut self, limits: &mut Limits, name: &str, value: &Value) {
        match name {
            "minimumCases" => match value.as_u64() {
                Some(minimum) => limits.minimum = Some(minimum),
                None => self.wrong(name, "3").unwrap_or_default(),
            },
            "zerosSecret" => limits.zeros_secret = self.truth(name, value),
            "width" => limits.width = self.number(name, value),
            "public" => limits.public = self.truth(name, value),
            _ => {
                let known = "minimumCases, minimumDenominator, minimumPopulation, zerosSecret, width, public, \
                             complements, rates, dominance, sums, years, indicators, comment";
                self.wrong(name, known).unwrap_or_default()
            }
        }
    }

    fn truth(&mut self, name: &str, value: &Value) -> Option<bool> {
        value.as_bool().or_else(|| self.wrong(name, "true, false"))
    }

    fn number(&mut self, name: &str, value: &Value) -> Option<f64> {
        value.as_f64().filter(|n| *n >= 0.0 && n.is_finite()).or_else(|| self.wrong(name, "10"))
    }

    fn text(&mut self, name: &str, value: Option<&Value>) -> Option<String> {
        let text = value.and_then(Value::as_str).filter(|t| !t.is_empty());
        text.map(str::to_owned).or_else(|| self.wrong(name, "\"…\""))
    }

    fn texts(&mut self, name: &str, value: Option<&Value>) -> Option<Vec<String>> {
        let items = value.and_then(Value::as_array).filter(|items| !items.is_empty());
        let texts = items.and_then(|items| items.iter().map(|i| i.as_str().map(str::to_owned)).collect());
        texts.or_else(|| self.wrong(name, "[\"…\", \"…\"]"))
    }

    fn list<T>(&mut self, name: &str, value: &Value, read: impl Fn(&mut Self, &Value) -> Option<T>) -> Vec<T> {
        let Some(items) = value.as_array() else {
            self.wrong::<()>(name, "[ … ]");
            return Vec::new();
        };
        items.iter().filter_map(|item| read(self, item)).collect()
    }

    fn population(&mut self, name: &str, value: &Value) -> Option<(IndicatorId, f64)> {
        let indicator = self.text(&format!("{name}.indicator"), value.get("indicator"))?;
        let least = self.number(&format!("{name}.value"), value.get("value").unwrap_or(&Value::Null))?;
        Some((IndicatorId::new(indicator), least))
    }

    fn rates(&mut self, name: &str, value: &Value) -> Option<RateMethod> {
        match value.as_str() {
            Some("withhold") => Some(RateMethod::Withhold),
            Some("round") => Some(RateMethod::Round),
            _ => self.wrong(name, "\"withhold\", \"round\""),
        }
    }

    fn dominance(&mut self, value: &Value) -> Option<Dominance> {
        let indicator = IndicatorId::new(self.text("dominance.indicator", value.get("indicator"))?);
        let contributors = self.texts("dominance.contributors", value.get("contributors"))?;
        let percent = |name: &str| value.get(name).and_then(Value::as_f64).filter(|p| *p > 0.0 && *p <= 100.0);
        let rule = percent("share").map(DominanceRule::Share);
        let rule = rule.or_else(|| percent("remainder").map(DominanceRule::Remainder));
        let rule = rule.or_else(|| self.wrong("dominance", "\"share\": 85, \"remainder\": 10"))?;
        Some(Dominance { indicator, contributors, rule })
    }

    fn sum(&mut self, value: &Value) -> Option<(IndicatorId, Vec<IndicatorId>)> {
        let whole = IndicatorId::new(self.text("sums.whole", value.get("whole"))?);
        let parts = self.texts("sums.parts", value.get("parts"))?;
        Some((whole, parts.into_iter().map(IndicatorId::new).collect()))
    }

    fn years(&mut self, value: &Value) -> Option<Years> {
        let optional = |name: &str| value.get(name).and_then(Value::as_str).map(IndicatorId::from);
        if let Some(indicator) = optional("cumulated") {
            return Some(Years::Cumulated { indicator, annual: optional("annual") });
        }
        let periods = value.get("periods").and_then(Value::as_u64).filter(|n| (2..=100).contains(n));
        match (optional("sum"), optional("of"), periods) {
            (Some(indicator), Some(of), Some(n)) => Some(Years::Sum { indicator, of, periods: n as usize }),
            _ => self.wrong(
                "years",
                "{ \"cumulated\": \"…\", \"annual\": \"…\" }, { \"sum\": \"…\", \"of\": \"…\", \"periods\": 5 }",
            ),
        }
    }

    fn indicators(&mut self, name: &str, value: &Value) -> Option<BTreeMap<IndicatorId, Limits>> {
        let Some(members) = value.as_object() else { return self.wrong(name, "{ … }") };
        let mut all = BTreeMap::new();
        for (id, own) in members {
            let mut limits = Limits::default();
            let Some(own) = own.as_object() else { return self.wrong(&format!("{name}.{id}"), "{ … }") };
            for (rule, value) in own {
                self.limit(&mut limits, rule, value);
            }
            all.insert(IndicatorId::new(id.as_str()), limits);
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rules_of_an_office() {
        let text = r#"{"minimumCases": 3, "zerosSecret": false, "minimumPopulation": {"indicator": "pop", "value": 300},
            "indicators": {"hze": {"minimumCases": 5, "width": 8}}, "rates": "round",
            "dominance": [{"indicator": "umsatz", "contributors": ["g1", "g2"], "remainder": 10}],
            "sums": [{"whole": "all", "parts": ["m", "w"]}],
            "years": [{"cumulated": "kum"}, {"sum": "fuenf", "of": "jahr", "periods": 5}]}"#;
        let rules = Rules::read(text, "schutz.json").unwrap();
        assert_eq!(rules.of(&"hze".into(), Some(3)).minimum, Some(5));
        assert_eq!(rules.of(&"alo".into(), Some(4)).minimum, Some(4), "the stricter of two");
        assert_eq!((rules.years.len(), rules.contributor_columns().len()), (2, 2));
        let limits = rules.of(&"hze".into(), None);
        assert_eq!([0.0, 1.0, 4.9, 5.0, -2.0].map(|v| limits.forbids(v)), [false, true, true, false, false]);
        assert_eq!((limits.width(), rules.of(&"alo".into(), None).width(), Limits::default().width()), (8.0, 3.0, 1.0));
    }

    #[test]
    fn a_misspelt_rule_is_refused() {
        let remarks = Rules::read(r#"{"minimumCase": 3}"#, "schutz.json").unwrap_err();
        assert_eq!((remarks.len(), remarks[0].kind.id), (1, "rules-member"));
        assert_eq!(Rules::read("{\n3", "s").unwrap_err()[0].row, Some(2));
        assert!(Rules::read(r#"{"sums": [{"whole": "a"}]}"#, "s").is_err());
        assert!(Rules::read(r#"{"indicators": {"a": {"minimumCases": -1}}}"#, "s").is_err());
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "\\PC{0,60}") { let _ = Rules::read(&text, "s"); }

        #[test]
        fn any_member_is_judged(name in "minimumCases|width|dominance|sums|years|indicators|rates|x",
            value in "null|3|-1|\"a\"|\\[\\]|\\[1\\]|\\{\\}|\\{\"a\":1\\}|true") {
            let _ = Rules::read(&format!("{{\"{name}\": {value}}}"), "s");
        }
    }
}
