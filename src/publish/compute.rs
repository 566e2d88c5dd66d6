//! Statistics on the command line: a table and a method in, figures out. What the atlas shows can be recomputed here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::bundle::Finding;
use crate::bundle::source::{PlainCells, PlainTable, plain_shapes, plain_table};
use crate::model::{Lang, Observation};
use crate::query::compute::{Answer, Cells, ComputeError, Grid, Links, Method, Request};

/// Where the figures and the neighbours come from.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// A CSV table whose first column names the rows.
    pub table: &'a Path,
    /// GeoJSON of the rows' areas, for methods that need neighbours or distances.
    pub shapes: Option<&'a Path>,
    /// The property of the shapes that equals the table's first column.
    pub key: Option<&'a str>,
    /// Which rows are neighbours by their shapes: `queen`, `rook`, `nearest:4`, `within:25`.
    pub links: &'a str,
    /// Gaps between shapes that are closed, in units of their coordinates.
    pub snap: f64,
    /// A JSON file that names each row's neighbours, in the place of shapes.
    pub neighbours: Option<&'a Path>,
}

/// A request, and what was odd about the files.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The request.
    pub request: Request,
    /// Warnings about the files.
    pub findings: Vec<Finding>,
    /// Columns that are words because of one cell: name, line and the cell.
    pub spoilt: Vec<(String, u32, String)>,
}

/// Reads the files into a request.
///
/// # Errors
/// Files that cannot be read, with place and likely cause; parameters without `=`; shapes that do not cover the table.
pub fn request(method: &str, parameters: &[String], inputs: &Inputs<'_>, lang: Lang) -> Result<Asked> {
    let file = inputs.table.display().to_string();
    let bytes = std::fs::read(inputs.table).with_context(|| file.clone())?;
    let (table, mut findings) = plain_table(&bytes, &file);
    let Some(table) = table else { bail!(spoken(&findings, lang)) };
    let mut asked = fill(method, table);
    asked.request.parameters = parameters.iter().map(|text| pair(text)).collect::<Result<_>>()?;
    if let Some(path) = inputs.neighbours {
        asked.request.neighbours = Some(named_neighbours(path, &asked.request.units)?);
    } else if let Some(path) = inputs.shapes {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| name.clone())?;
        let (shapes, found) = plain_shapes(&bytes, inputs.key, &name);
        let Some(shapes) = shapes else { bail!(spoken(&found, lang)) };
        findings.extend(found);
        let Some(links) = Links::parse(inputs.links) else {
            bail!("\"{}\": neighbours are queen, rook, nearest:4 or within:25 (km)", inputs.links);
        };
        (asked.request.links, asked.request.snap) = (links, inputs.snap);
        asked.request.shapes = Some(shapes_of_rows(shapes.into_iter().collect(), &asked.request.units, &name)?);
    }
    asked.findings = findings;
    Ok(asked)
}

fn spoken(findings: &[Finding], lang: Lang) -> String {
    let one = |f: &Finding| format!("{}: {}", f.place(lang), f.message(lang));
    findings.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn pair(text: &str) -> Result<(String, String)> {
    let Some((name, value)) = text.split_once('=') else { bail!("\"{text}\": parameters are written name=value") };
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn fill(method: &str, table: PlainTable) -> Asked {
    let mut request = Request { method: method.to_owned(), units: table.units, ..Request::default() };
    let mut spoilt = Vec::new();
    for column in table.columns {
        match column.cells {
            PlainCells::Figures(cells) => request.columns.push((column.name, cells.iter().map(known).collect())),
            PlainCells::Words(words, line, cell) => {
                spoilt.push((column.name.clone(), line, cell));
                request.words.push((column.name, words));
            }
        }
    }
    Asked { request, findings: Vec::new(), spoilt }
}

fn known(cell: &Observation) -> f64 {
    if let Observation::Known(value, _) = cell { *value } else { f64::NAN }
}

/// Neighbours from a JSON object `{"row": ["other row", ...]}`. Rows that it does not name are islands.
fn named_neighbours(path: &Path, units: &[String]) -> Result<Vec<Vec<u32>>> {
    let name = path.display().to_string();
    let text = std::fs::read(path).with_context(|| name.clone())?;
    let lists: BTreeMap<String, Vec<String>> = serde_json::from_slice(&text).with_context(|| {
        format!("{name}: expected an object that lists each row's neighbours, {{\"16051\": [\"16071\"]}}")
    })?;
    let place = |unit: &String| units.iter().position(|u| u == unit).map(|p| p as u32);
    let mut neighbours = vec![Vec::new(); units.len()];
    for (unit, list) in &lists {
        let row = place(unit).with_context(|| format!("{name}: \"{unit}\" is no row of the table"))?;
        for other in list {
            let other_row = place(other)
                .with_context(|| format!("{name}: \"{other}\", neighbour of \"{unit}\", is no row of the table"))?;
            neighbours[row as usize].push(other_row);
        }
    }
    Ok(neighbours)
}

type Rings = Vec<Vec<[f64; 2]>>;

/// The shapes in the order of the rows.
fn shapes_of_rows(mut shapes: BTreeMap<String, Rings>, units: &[String], file: &str) -> Result<Vec<Rings>> {
    let absent: Vec<&str> = units.iter().filter(|u| !shapes.contains_key(*u)).map(String::as_str).collect();
    if !absent.is_empty() {
        let some = absent.iter().take(5).copied().collect::<Vec<_>>().join(", ");
        let known = shapes.keys().take(3).cloned().collect::<Vec<_>>().join(", ");
        bail!(
            "{file}: no shape for {} of {} rows ({some} ...); its keys look like {known}; another property: --key NAME",
            absent.len(),
            units.len()
        );
    }
    let doubled = units.len() - units.iter().collect::<BTreeSet<_>>().len();
    if doubled > 0 {
        bail!("the table's first column names {doubled} rows twice");
    }
    Ok(units.iter().map(|unit| shapes.remove(unit).unwrap_or_default()).collect())
}

/// An error in words; if a column of figures turned out to be words, with the cell that made it so.
pub fn reason(error: &ComputeError, asked: &Asked, lang: Lang) -> String {
    let mut text = error.message(lang);
    if let ComputeError::NoColumn { name, .. } = error
        && let Some((_, line, cell)) = asked.spoilt.iter().find(|(column, ..)| column == name)
    {
        let _ = match lang {
            Lang::En => write!(text, "; line {line}: \"{cell}\" is no number"),
            _ => write!(text, "; Zeile {line}: „{cell}“ ist keine Zahl"),
        };
    }
    text
}

/// Names and sentences of methods, one a line.
pub fn list(methods: impl Iterator<Item = &'static Method>) -> String {
    methods.fold(String::new(), |mut text, method| {
        let _ = writeln!(text, "{:<26} {}", method.name, method.about);
        text
    })
}

/// What a method is and takes.
pub fn describe(method: &Method) -> String {
    let mut text = format!("{}\n\n{}\n\n", method.name, method.about);
    for parameter in method.parameters {
        let default = match parameter.default() {
            Some(value) if value.is_empty() => " (optional)".to_owned(),
            Some(value) => format!(" (default {value})"),
            None => " (needed)".to_owned(),
        };
        let _ = writeln!(text, "  {}=…  {}{default}", parameter.name, parameter.about);
        if let crate::query::compute::Kind::Choice(words) = parameter.kind {
            let _ = writeln!(text, "      one of {}", words.join(", "));
        }
    }
    text
}

/// The answer as text for people: figures first, then the table.
pub fn as_text(request: &Request, answer: &Answer) -> String {
    let mut text = String::new();
    for (name, value) in &answer.figures {
        let _ = writeln!(text, "{name:<24} {}", number(*value));
    }
    for (name, values) in &answer.lists {
        let values: Vec<String> = values.iter().map(|v| number(Some(*v))).collect();
        let _ = writeln!(text, "{name:<24} {}", values.join("  "));
    }
    for grid in tables(request, answer) {
        let _ = write!(text, "\n{}", aligned(&grid));
    }
    text
}

/// The answer's tables as CSV for spreadsheets and scripts: comma, decimal point, an empty cell where nothing is known.
/// Figures and lists come first, as two columns.
pub fn as_csv(request: &Request, answer: &Answer) -> String {
    let mut text = String::new();
    let figures = answer.figures.iter().map(|(name, value)| (name, number(*value)));
    let lists = answer.lists.iter().flat_map(|(name, list)| list.iter().map(move |v| (name, number(Some(*v)))));
    for (name, value) in figures.chain(lists) {
        let _ = writeln!(text, "{},{value}", quoted(name));
    }
    for grid in tables(request, answer) {
        if !text.is_empty() {
            text.push('\n');
        }
        for row in grid {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            let _ = writeln!(text, "{}", cells.join(","));
        }
    }
    text
}

/// The answer with everything that it takes to compute it again.
pub fn as_json(request: &Request, answer: &Answer) -> Value {
    let columns: serde_json::Map<String, Value> = answer
        .columns
        .iter()
        .map(|(name, cells)| {
            let list = match cells {
                Cells::Numbers(values) => json!(values),
                Cells::Words(words) => json!(words),
            };
            (name.clone(), list)
        })
        .collect();
    let grids = answer.grids.iter().map(|g| {
        let rows: Vec<&[Option<f64>]> = g.cells.chunks(g.columns.len().max(1)).collect();
        json!({"name": g.name, "rows": g.rows, "columns": g.columns, "cells": rows})
    });
    let object = |pairs: &[(String, Option<f64>)]| {
        pairs.iter().map(|(k, v)| (k.clone(), json!(v))).collect::<serde_json::Map<_, _>>()
    };
    json!({
        "method": request.method,
        "parameters": answer.parameters.iter().cloned().collect::<BTreeMap<_, _>>(),
        "links": request.shapes.as_ref().map(|_| json!({"rule": format!("{:?}", request.links), "snap": request.snap})),
        "program": concat!("atlas ", env!("CARGO_PKG_VERSION")),
        "dropped": answer.dropped.iter().filter_map(|row| request.units.get(*row)).collect::<Vec<_>>(),
        "figures": object(&answer.figures),
        "lists": answer.lists.iter().cloned().collect::<BTreeMap<_, _>>(),
        "units": request.units,
        "columns": columns,
        "grids": grids.collect::<Vec<_>>(),
    })
}

/// All tables of an answer as rows of text, headers included.
fn tables(request: &Request, answer: &Answer) -> Vec<Vec<Vec<String>>> {
    let mut found = Vec::new();
    if !answer.columns.is_empty() {
        let header = std::iter::once(String::new()).chain(answer.columns.iter().map(|(name, _)| name.clone()));
        let mut rows = vec![header.collect::<Vec<_>>()];
        for (place, unit) in request.units.iter().enumerate() {
            let cells = answer.columns.iter().map(|(_, cells)| match cells {
                Cells::Numbers(values) => number(values.get(place).copied().flatten()),
                Cells::Words(words) => words.get(place).copied().flatten().unwrap_or_default().to_owned(),
            });
            rows.push(std::iter::once(unit.clone()).chain(cells).collect());
        }
        found.push(rows);
    }
    found.extend(answer.grids.iter().map(rows_of_grid));
    found
}

fn rows_of_grid(grid: &Grid) -> Vec<Vec<String>> {
    let header = std::iter::once(grid.name.clone()).chain(grid.columns.iter().cloned());
    let mut rows = vec![header.collect::<Vec<_>>()];
    for (name, cells) in grid.rows.iter().zip(grid.cells.chunks(grid.columns.len().max(1))) {
        rows.push(std::iter::once(name.clone()).chain(cells.iter().map(|cell| number(*cell))).collect());
    }
    rows
}

fn aligned(rows: &[Vec<String>]) -> String {
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|c| c.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (place, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = if place == 0 { write!(text, "{cell:<width$}") } else { write!(text, "  {cell:>width$}") };
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// The shortest text that reads back as the same number; nothing for what is not defined.
fn number(value: Option<f64>) -> String {
    let Some(value) = value else { return String::new() };
    let size = value.abs();
    if size != 0.0 && !(1e-5..1e15).contains(&size) { format!("{value:e}") } else { format!("{value}") }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
