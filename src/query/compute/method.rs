//! What a method is called, what it takes and what it says of itself.

use crate::model::plain;

use super::{Answer, Call, ComputeError};

/// A statistical method that can be called by name.
#[derive(Clone, Copy)]
pub struct Method {
    /// Its name on the command line and in messages: words joined by `-`.
    pub name: &'static str,
    /// What it answers, in a sentence.
    pub about: &'static str,
    /// What it takes besides the table.
    pub parameters: &'static [Parameter],
    /// Computes the answer.
    pub run: fn(&mut Call<'_>) -> Result<Answer, ComputeError>,
}

/// A parameter of a method.
#[derive(Clone, Copy)]
pub struct Parameter {
    /// Its name in `name=value`.
    pub name: &'static str,
    /// What its value looks like.
    pub kind: Kind,
    /// What it decides, in a few words.
    pub about: &'static str,
}

/// What the value of a parameter looks like, with the default if there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A column of numbers, by name.
    Column,
    /// A column of numbers, by name, that may be left out.
    MaybeColumn,
    /// One or more columns of numbers, separated by comma; all columns of the table if left out.
    Columns,
    /// A column whose cells are names of groups.
    Groups,
    /// A column whose cells are names of groups, that may be left out.
    MaybeGroups,
    /// A number.
    Number(Option<f64>),
    /// A whole number from 0.
    Whole(Option<u64>),
    /// Numbers, separated by comma.
    Numbers(Option<&'static [f64]>),
    /// One of these words; the first is the default.
    Choice(&'static [&'static str]),
    /// A name of a unit (the first column of the table).
    Unit,
}

impl Parameter {
    /// A parameter.
    pub const fn new(name: &'static str, kind: Kind, about: &'static str) -> Parameter {
        Parameter { name, kind, about }
    }

    /// The default in the form in which it would be written; none if the parameter must be given.
    pub fn default(&self) -> Option<String> {
        match self.kind {
            Kind::Number(value) => value.map(plain),
            Kind::Whole(value) => value.map(|v| v.to_string()),
            Kind::Numbers(values) => values.map(|list| list.iter().map(|v| plain(*v)).collect::<Vec<_>>().join(",")),
            Kind::Choice(words) => words.first().map(|w| (*w).to_owned()),
            Kind::Columns | Kind::MaybeColumn | Kind::MaybeGroups => Some(String::new()),
            Kind::Column | Kind::Groups | Kind::Unit => None,
        }
    }
}
