//! What purchase orders, transfers and stock-takes share: their lists, their forms for new ones, their screens.

use axum::response::Response;
use outpost_db::inventory::Choices;
use outpost_http::form::Fields;
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Choice, Column, Control, Field, Form, Link, Notice, Page, Table};
use outpost_web_ui::localizer::Localizer;

use super::lines::BadLines;
use crate::screen::Screen;

/// The message and the address of a kind of documents.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    key: &'static str,
    address: &'static str,
}

/// Purchase orders.
pub(super) const PURCHASE_ORDERS: Kind = Kind { key: "inventory-purchase-orders", address: routes::PURCHASE_ORDERS };
/// Transfers.
pub(super) const TRANSFERS: Kind = Kind { key: "inventory-transfers", address: routes::TRANSFERS };
/// Stock-takes.
pub(super) const STOCK_TAKES: Kind = Kind { key: "inventory-stock-takes", address: routes::STOCK_TAKES };

impl Kind {
    /// All of them, with links to their lists.
    pub(super) fn links(l10n: Localizer) -> Vec<Link> {
        [PURCHASE_ORDERS, TRANSFERS, STOCK_TAKES].map(|kind| kind.link(l10n)).to_vec()
    }

    fn link(self, l10n: Localizer) -> Link {
        Link::new(l10n.text(self.key), self.address)
    }

    /// The screen of the list.
    pub(super) fn list(self, screen: Screen, blocks: Vec<Block>) -> Response {
        let above = vec![Link::new(screen.l10n.text("admin-nav-inventory"), routes::INVENTORY)];
        let heading = screen.l10n.text(self.key).to_owned();
        screen.show(Page { heading, above, blocks, ..Page::default() })
    }

    /// The screen of one document, or of the form for a new one.
    pub(super) fn show(
        self,
        screen: Screen,
        heading: impl Into<String>,
        notice: Option<Notice>,
        blocks: Vec<Block>,
    ) -> Response {
        let above = vec![self.link(screen.l10n)];
        screen.show(Page { heading: heading.into(), above, notice, blocks, ..Page::default() })
    }
}

/// The form of a document: the id of the command that creates it was made with the form, so pressing twice makes one.
pub(super) fn new_form(action: &'static str, id: impl ToString, fields: Vec<Field>, submit: &'static str) -> Form {
    Form { action: action.to_owned(), hidden: vec![("id", id.to_string())], fields, submit, ..Form::default() }
}

/// A field for SKUs with numbers of pieces.
pub(super) fn lines_field(l10n: Localizer, typed: &Fields, bad: Option<&BadLines>) -> Field {
    let field = Field::new("lines", l10n.text("inventory-lines"), typed.text("lines")).of(Control::Lines);
    Field { error: bad.map(|bad| bad.text(l10n)), ..field.hint(l10n.text("inventory-lines-hint")) }
}

/// A field for one of the locations.
pub(super) fn location_field(id: &'static str, label: &'static str, chosen: &str, offered: &Choices) -> Field {
    let choices = offered.locations.iter().map(|at| Choice::new(at.code.as_str(), &at.name)).collect();
    Field::new(id, label, chosen).of(Control::Select(choices))
}

/// The lines of a document: of each its variant, and the numbers under these messages.
pub(super) fn lines_table<const N: usize>(
    l10n: Localizer,
    [caption, empty]: [&'static str; 2],
    numbers: [&'static str; N],
    lines: impl Iterator<Item = ([Cell; 2], [Cell; N])>,
) -> Table {
    let variant = ["inventory-sku", "inventory-product"].map(|key| Column::text(l10n.text(key)));
    let numbers = numbers.map(|key| Column::number(l10n.text(key)));
    Table {
        caption: l10n.text(caption).to_owned(),
        columns: variant.into_iter().chain(numbers).collect(),
        rows: lines.map(|(variant, numbers)| variant.into_iter().chain(numbers).collect()).collect(),
        empty: l10n.text(empty),
    }
}
