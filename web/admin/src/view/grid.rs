//! Forms whose fields stand in rows and columns.

use super::form::Field;

/// A form of rows and columns, such as prices by variant and market.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Its heading.
    pub heading: String,
    /// How to fill it in; may be empty.
    pub hint: &'static str,
    /// The address that it is posted to.
    pub action: String,
    /// What is sent without being shown.
    pub hidden: Vec<(&'static str, String)>,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<GridRow>,
    /// What its button says.
    pub submit: &'static str,
}

/// A row of a grid.
#[derive(Clone, Debug, Default)]
pub struct GridRow {
    /// Its heading.
    pub name: String,
    /// A field for every column. Its label is said, not shown.
    pub fields: Vec<Field>,
}
