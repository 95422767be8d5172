//! What a screen of the panel consists of.

mod block;
mod chart;
mod form;
mod grid;
mod link;
mod table;

pub use block::{Block, Fact, Figure, Notice};
pub use chart::{BarChart, Series};
pub use form::{Choice, Control, Field, Form};
pub use grid::{Grid, GridRow};
pub use link::{Link, LinkKind};
pub use table::{Cell, Column, List, Search, Table};

/// A screen.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What surrounds it.
    pub shell: Shell,
    /// Its name: the title and the first heading.
    pub heading: String,
    /// The screens above it.
    pub above: Vec<Link>,
    /// What just happened, or what went wrong.
    pub notice: Option<Notice>,
    /// What it shows, in order.
    pub blocks: Vec<Block>,
}

/// What surrounds a screen.
#[derive(Clone, Debug, Default)]
pub struct Shell {
    /// The screens that this person may open; empty for somebody who is not logged in.
    pub nav: Vec<NavItem>,
    /// Who is logged in, as colleagues call them.
    pub person: Option<String>,
}

/// A screen in the navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Its name.
    pub label: &'static str,
    /// Its address.
    pub href: &'static str,
    /// Whether this page belongs to it.
    pub is_current: bool,
}
