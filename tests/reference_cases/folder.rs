//! The data of a folder of reference cases.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde_json::Value;
use sozialatlas::stats::SpatialWeights;

/// A folder of reference cases; files are read once.
pub struct Folder {
    root: PathBuf,
    read: RefCell<BTreeMap<String, Rc<Value>>>,
}

impl Folder {
    /// The folder that holds `cases`, `data` and `weights`.
    pub fn new(root: &Path) -> Folder {
        Folder { root: root.to_path_buf(), read: RefCell::default() }
    }

    /// A JSON file by its path in the folder.
    pub fn json(&self, path: &str) -> Rc<Value> {
        if let Some(known) = self.read.borrow().get(path) {
            return known.clone();
        }
        let file = self.root.join(path);
        let bytes = std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let value: Rc<Value> = Rc::new(serde_json::from_slice(&bytes).unwrap_or_else(|e| panic!("{path}: {e}")));
        self.read.borrow_mut().insert(path.to_string(), value.clone());
        value
    }

    fn dataset(&self, name: &str) -> Rc<Value> {
        self.json(&format!("data/{name}.columns.json"))
    }

    /// A column of a data set; missing values are None.
    pub fn column(&self, dataset: &str, column: &str) -> Vec<Option<f64>> {
        options(&self.dataset(dataset)["columns"][column])
    }

    /// The values of a case: `values`, `file`, or `dataset` with `column`.
    pub fn values(&self, input: &Value) -> Vec<Option<f64>> {
        if input.get("values").is_some() {
            return options(&input["values"]);
        }
        if let Some(file) = input["file"].as_str() {
            let read = self.json(file);
            return options(if read.is_array() { &read } else { &read["values"] });
        }
        self.column(text(input, "dataset"), text(input, "column"))
    }

    /// The columns that `input[key]` names, without missing values.
    pub fn columns(&self, input: &Value, key: &str) -> Vec<Vec<f64>> {
        let dataset = text(input, "dataset");
        strings(&input[key]).iter().map(|name| finite(&self.column(dataset, name))).collect()
    }

    /// Centroids of a data set's units.
    pub fn centroids(&self, dataset: &str) -> (Vec<f64>, Vec<f64>) {
        let read = self.dataset(dataset);
        (floats(&read["centroid_x"]), floats(&read["centroid_y"]))
    }

    /// Binary weights from a file of neighbours.
    pub fn weights(&self, input: &Value) -> SpatialWeights {
        let file = self.json(text(input, "weights"));
        SpatialWeights::binary(&neighbours(&file["neighbors"])).expect("sound weights")
    }
}

/// Lists of neighbours.
pub fn neighbours(value: &Value) -> Vec<Vec<u32>> {
    let row = |list: &Value| floats(list).iter().map(|j| *j as u32).collect();
    value.as_array().expect("lists of neighbours").iter().map(row).collect()
}

fn text<'a>(input: &'a Value, key: &str) -> &'a str {
    input[key].as_str().unwrap_or_else(|| panic!("input names no {key}: {input}"))
}

/// A list of numbers, where null is missing.
pub fn options(value: &Value) -> Vec<Option<f64>> {
    value.as_array().unwrap_or_else(|| panic!("not a list: {value}")).iter().map(Value::as_f64).collect()
}

/// A list of numbers without gaps.
pub fn floats(value: &Value) -> Vec<f64> {
    options(value).into_iter().map(|v| v.unwrap_or_else(|| panic!("a gap in {value}"))).collect()
}

/// A list of texts.
pub fn strings(value: &Value) -> Vec<String> {
    let list = value.as_array().unwrap_or_else(|| panic!("not a list: {value}"));
    list.iter().map(|v| v.as_str().expect("a text").to_string()).collect()
}

/// The values that are there.
pub fn finite(values: &[Option<f64>]) -> Vec<f64> {
    values.iter().flatten().copied().collect()
}

/// Results for the values that are there, put back in the places of all values.
pub fn in_place<T: Copy>(all: &[Option<f64>], found: &[T], number: impl Fn(T) -> f64) -> Vec<Option<f64>> {
    let mut found = found.iter();
    all.iter().map(|v| v.and_then(|_| found.next().map(|f| number(*f)))).collect()
}
