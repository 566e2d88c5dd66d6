//! The mapping file (`zuordnung.json`): which column of a table is what.

use super::super::json::{self, object};
use super::super::{Series, Style, kinds};
use crate::bundle::json::Json;
use crate::publish::Remark;

/// By what the areas of a table are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By their key.
    #[default]
    Key,
    /// By their name, which is looked up among the bundle's areas.
    Name,
}

/// The column that says which area a row is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// Its heading.
    pub column: String,
    /// Keys or names.
    pub by: By,
    /// How many digits a key has; shorter ones have lost their leading zero.
    pub length: Option<usize>,
}

/// Where the period stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// In a column.
    Column(String),
    /// Nowhere in the table: all of it is about this one.
    Fixed(String),
    /// In the headings: each column of figures has its own.
    Headings,
}

/// A column of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueColumn {
    /// Its heading.
    pub column: String,
    /// What it counts; in a long table only the unit and the way of writing matter.
    pub series: Series,
    /// The period its heading names.
    pub period: Option<String>,
    /// How its figures are written.
    pub style: Style,
}

/// The columns of a long table, in which each row is one figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Long {
    /// Names the series: a code or a title.
    pub indicator: String,
    /// The title, if it stands beside a code.
    pub title: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The theme.
    pub theme: Option<String>,
    /// The formula or definition.
    pub formula: Option<String>,
}

/// A column that divides the figures, such as by sex or age.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breakdown {
    /// Its heading.
    pub column: String,
    /// Id of the breakdown.
    pub id: String,
    /// Words that mean the whole.
    pub total: Vec<String>,
}

/// Which column of a table is what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The sheet; empty for the first.
    pub sheet: String,
    /// Line of the first row of headings, from 1; found again by the headings where a newer file has moved it.
    pub header: usize,
    /// How many rows the headings have.
    pub header_rows: usize,
    /// The areas.
    pub key: Key,
    /// The column of the areas' names.
    pub name: Option<String>,
    /// Level of the areas, if it is not to be found by the keys.
    pub level: String,
    /// The periods.
    pub period: When,
    /// For a long table its columns; then there is one column of figures.
    pub long: Option<Long>,
    /// The columns of figures.
    pub values: Vec<ValueColumn>,
    /// The column of flags.
    pub flag: Option<String>,
    /// The columns that divide the figures.
    pub breakdowns: Vec<Breakdown>,
    /// Columns that are not taken, with the reason in German and English.
    pub left_out: Vec<(String, String, String)>,
    /// `Gebietsstand` as a date.
    pub territorial_status: Option<String>,
    /// Source, licence and the like of all series.
    pub about: Series,
}

const ABOUT: [&str; 8] =
    ["theme", "source", "source_table", "licence", "attribution", "reference_date", "definition", "formula"];

fn about_part<'s>(series: &'s mut Series, name: &str) -> Option<&'s mut String> {
    Some(match name {
        "theme" => &mut series.theme,
        "source" => &mut series.source,
        "source_table" => &mut series.source_table,
        "licence" => &mut series.licence,
        "attribution" => &mut series.attribution,
        "reference_date" => &mut series.reference_date,
        "definition" => &mut series.definition,
        "formula" => &mut series.formula,
        _ => return None,
    })
}

impl Mapping {
    /// The mapping as a file that a person reads and edits.
    pub fn to_json(&self) -> Json {
        let text = |text: &str| Json::from(text);
        let optional = |text: &Option<String>| text.as_deref().map_or(Json::Null, Json::from);
        let key = object(vec![
            ("column", text(&self.key.column)),
            ("by", text(if self.key.by == By::Name { "name" } else { "key" })),
            ("length", self.key.length.map_or(Json::Null, Json::from)),
        ]);
        let period = match &self.period {
            When::Column(column) => object(vec![("column", text(column))]),
            When::Fixed(period) => object(vec![("fixed", text(period))]),
            When::Headings => object(vec![("headings", Json::Bool(true))]),
        };
        let long = self.long.as_ref().map_or(Json::Null, |long| {
            object(vec![
                ("indicator", text(&long.indicator)),
                ("title", optional(&long.title)),
                ("unit", optional(&long.unit)),
                ("theme", optional(&long.theme)),
                ("formula", optional(&long.formula)),
            ])
        });
        let breakdown = |b: &Breakdown| {
            object(vec![("column", text(&b.column)), ("id", text(&b.id)), ("total", b.total.iter().cloned().collect())])
        };
        let left = |(column, de, en): &(String, String, String)| {
            object(vec![("column", text(column)), ("why_de", text(de)), ("why_en", text(en))])
        };
        let mut about = self.about.clone();
        let about =
            ABOUT.iter().map(|name| (*name, Json::from(about_part(&mut about, name).cloned().unwrap_or_default())));
        let about = object(about.collect());
        object(vec![
            ("format", Json::from(1_usize)),
            ("sheet", text(&self.sheet)),
            ("header", object(vec![("line", Json::from(self.header)), ("rows", Json::from(self.header_rows))])),
            ("key", key),
            ("name", optional(&self.name)),
            ("level", text(&self.level)),
            ("period", period),
            ("long", long),
            ("values", self.values.iter().map(value_json).collect()),
            ("flag", optional(&self.flag)),
            (
                "breakdowns",
                if self.breakdowns.is_empty() { Json::Null } else { self.breakdowns.iter().map(breakdown).collect() },
            ),
            ("left_out", if self.left_out.is_empty() { Json::Null } else { self.left_out.iter().map(left).collect() }),
            ("territorial_status", optional(&self.territorial_status)),
            ("about", about),
        ])
    }

    /// The mapping as the text of a file.
    pub fn text(&self) -> String {
        json::pretty(&self.to_json())
    }

    /// Reads a mapping file.
    ///
    /// # Errors
    /// Text that is no JSON, or that lacks what is needed.
    pub fn read(text: &str, file: &str) -> Result<Mapping, Remark> {
        let json = json::parse(text)
            .map_err(|(row, found)| Remark::new(&kinds::MAPPING_INVALID, file).at(row).found(found).expected("JSON"))?;
        Mapping::from_json(&json, file)
    }

    /// Reads a mapping.
    ///
    /// # Errors
    /// A mapping that lacks what is needed.
    pub fn from_json(json: &Json, file: &str) -> Result<Mapping, Remark> {
        let lacks = |member: &str, expected: &str| {
            let found = json.get(member.split('.').next().unwrap_or(member)).kind();
            Remark::new(&kinds::MAPPING_INVALID, file).column(member).found(found).expected(expected)
        };
        let optional = |json: &Json, name: &str| json.get(name).text().map(str::to_owned);
        let number = |json: &Json| json.whole().and_then(|n| usize::try_from(n).ok());
        let key = json.get("key");
        let column = optional(key, "column").ok_or_else(|| lacks("key.column", "\"Spalte\""))?;
        let by = match key.string("by").as_str() {
            "" | "key" => By::Key,
            "name" => By::Name,
            _ => return Err(lacks("key.by", "key, name")),
        };
        let when = json.get("period");
        let period = match (optional(when, "column"), optional(when, "fixed")) {
            (Some(column), _) => When::Column(column),
            (None, Some(fixed)) => {
                When::Fixed(super::period::period_of(&fixed).ok_or_else(|| lacks("period.fixed", "2022"))?)
            }
            _ => When::Headings,
        };
        let long = json.get("long");
        let long = optional(long, "indicator").map(|indicator| Long {
            indicator,
            title: optional(long, "title"),
            unit: optional(long, "unit"),
            theme: optional(long, "theme"),
            formula: optional(long, "formula"),
        });
        let values: Vec<ValueColumn> = json.get("values").items().iter().filter_map(value_of).collect();
        if values.is_empty() || values.len() != json.get("values").items().len() || (long.is_some() && values.len() > 1)
        {
            return Err(lacks("values", "[{ \"column\": … }]"));
        }
        let undated = |v: &ValueColumn| v.period.is_none();
        if period == When::Headings && (long.is_some() || values.iter().any(undated)) {
            return Err(lacks("period", "column, fixed, values[].period"));
        }
        let mut about = Series::default();
        for (name, value) in json.get("about").members() {
            if let Some(part) = about_part(&mut about, name) {
                *part = value.text().unwrap_or_default().to_owned();
            }
        }
        let breakdown = |b: &Json| {
            let total = b.get("total").items().iter().filter_map(Json::text).map(str::to_owned).collect();
            Some(Breakdown { column: optional(b, "column")?, id: optional(b, "id")?, total })
        };
        let left = |l: &Json| Some((optional(l, "column")?, l.string("why_de"), l.string("why_en")));
        Ok(Mapping {
            sheet: json.string("sheet"),
            header: number(json.get("header").get("line")).unwrap_or(1),
            header_rows: number(json.get("header").get("rows")).unwrap_or(1),
            key: Key { column, by, length: number(key.get("length")) },
            name: optional(json, "name"),
            level: json.string("level"),
            period,
            long,
            values,
            flag: optional(json, "flag"),
            breakdowns: json.get("breakdowns").items().iter().filter_map(breakdown).collect(),
            left_out: json.get("left_out").items().iter().filter_map(left).collect(),
            territorial_status: optional(json, "territorial_status"),
            about,
        })
    }
}

fn value_json(value: &ValueColumn) -> Json {
    let sign = |sign: Option<char>| sign.map_or(Json::Null, |c| Json::from(c.to_string()));
    let s = &value.series;
    object(vec![
        ("column", Json::from(value.column.as_str())),
        ("indicator", Json::from(s.id.as_str())),
        ("title", Json::from(s.title.as_str())),
        ("unit", Json::from(s.unit.as_str())),
        ("measure", s.measure.as_deref().map_or(Json::Null, Json::from)),
        ("per", s.per.map_or(Json::Null, Json::from)),
        ("period", value.period.as_deref().map_or(Json::Null, Json::from)),
        ("decimal", sign(Some(value.style.decimal))),
        ("group", sign(value.style.group)),
    ])
}

fn value_of(json: &Json) -> Option<ValueColumn> {
    let sign = |name: &str| json.get(name).text().and_then(|t| t.chars().next());
    let series = Series {
        id: json.string("indicator"),
        title: json.string("title"),
        unit: json.string("unit"),
        measure: json.get("measure").text().map(str::to_owned),
        per: json.get("per").whole().and_then(|n| u32::try_from(n).ok()),
        ..Series::default()
    };
    let period = match json.get("period").text() {
        Some(text) => Some(super::period::period_of(text)?),
        None => None,
    };
    let style = Style { decimal: sign("decimal").unwrap_or('.'), group: sign("group") };
    Some(ValueColumn { column: json.get("column").text()?.to_owned(), series, period, style })
}
