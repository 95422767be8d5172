//! A file as lines of products, whatever its layout.

use super::column::Column;
use super::problem::Problem;

/// A file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The names of the file's columns, as they stand there.
    pub header: Vec<String>,
    /// What its cells are, whatever its layout.
    pub columns: Vec<SheetColumn>,
    /// Its products, in order.
    pub groups: Vec<Group>,
    /// What could not be read. These lines belong to no product.
    pub problems: Vec<Problem>,
    /// Lines that could not be read, as they stand there.
    pub unread: Vec<(u64, Vec<String>)>,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetColumn {
    /// What it says.
    pub column: Column,
    /// Its name in the file.
    pub name: String,
}

/// The lines of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its slug.
    pub slug: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// Its cells, in the order of [`Sheet::columns`].
    pub cells: Vec<String>,
    /// Its cells as they stand in the file.
    pub raw: Vec<String>,
}

impl Sheet {
    /// The name in the file of the column that says this; the column's own name where the file has none.
    pub fn name_of(&self, field: &str) -> String {
        let found = self.columns.iter().find(|column| column.column.to_string() == field);
        found.map_or_else(|| field.to_owned(), |column| column.name.clone())
    }

    /// Whether the file has a column.
    pub(super) fn has(&self, column: &Column) -> bool {
        self.place_of(column).is_some()
    }

    /// Where a column stands in [`Sheet::columns`].
    pub(super) fn place_of(&self, column: &Column) -> Option<usize> {
        self.columns.iter().position(|known| known.column == *column)
    }

    /// The line of a product that has this SKU, else its first.
    pub fn line_of(&self, group: &Group, sku: &str) -> u64 {
        let place = self.place_of(&Column::Sku);
        let is_it = |line: &&Line| place.is_some_and(|place| line.cells[place].trim() == sku);
        group.lines.iter().find(is_it).or(group.lines.first()).map_or(0, |line| line.number)
    }
}
