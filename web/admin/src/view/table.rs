//! Tables and lists.

use super::link::Link;

/// Rows under columns.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What it shows, for those who do not see the headings around it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// What stands in place of rows where there are none.
    pub empty: &'static str,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Whether it holds numbers.
    pub is_number: bool,
}

impl Column {
    /// A column of texts.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), is_number: false }
    }

    /// A column of numbers.
    pub fn number(label: impl Into<String>) -> Self {
        Self { label: label.into(), is_number: true }
    }
}

/// A cell.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A link.
    Link(Link),
    /// A state, with the class of its colour: `good`, `warn`, `bad` or `quiet`.
    Badge(&'static str, &'static str),
    /// A text with a smaller one below.
    Lines(String, String),
}

impl Cell {
    /// A link.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self::Link(Link::new(text, href))
    }
}

/// Nothing where there is no value.
impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self::from(""), T::into)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A long list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What can be searched.
    pub search: Option<Search>,
    /// Filters that exclude each other.
    pub filters: Vec<Link>,
    /// How long it is; empty where that is not counted.
    pub count: String,
    /// The rows of this page.
    pub table: Table,
    /// The next page.
    pub next: Option<String>,
    /// The list as a file for spreadsheets.
    pub export: Option<String>,
}

/// A search.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The address that it is sent to.
    pub action: String,
    /// What can be typed.
    pub label: &'static str,
    /// What was typed.
    pub value: String,
    /// What else stands in the address.
    pub hidden: Vec<(&'static str, String)>,
}
