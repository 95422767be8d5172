//! One variant: what each location holds, forms to set it right, and its ledger.

use axum::extract::State;
use axum::response::Response;
use outpost_db::inventory::{Choices, InventoryVariant, LocationLevel, Movement, choices, ledger, variant};
use outpost_domain::ids::Sku;
use outpost_domain::inventory::MovementReason;
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Choice, Column, Control, Field, Form, Link, List, Page, Table};
use outpost_web_ui::localizer::Localizer;

use super::name;
use crate::audit;
use crate::list_page::ListQuery;
use crate::named::Named;
use crate::screen::{Screen, moment};
use crate::session::Staff;
use crate::state::Shared;

/// `GET /admin/inventory/variants/{sku}`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Named(sku): Named<Sku>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let address = routes::of(routes::VARIANT, sku.as_str());
    let sql = staff.sql(&state);
    let found = variant(sql, &sku, Locale::ENGLISH).await?.ok_or(Failure::NotFound)?;
    let asked = ListQuery::read(&address, &query, &[]);
    let movements = ledger(sql, &sku, asked.after()?).await?;
    let offered = choices(sql).await?;
    let screen = Screen::new(&staff, routes::INVENTORY);
    let l10n = screen.l10n;
    let next = asked.next(&movements, |row| row.id);
    let mut blocks = vec![Block::Table(levels(l10n, &found.levels))];
    if staff.may("inventory:adjust") {
        blocks.push(Block::Heading(l10n.text("inventory-adjust").to_owned()));
        blocks.push(Block::Forms(found.levels.iter().map(|level| adjustment(l10n, &sku, level, &offered)).collect()));
    }
    if staff.may("inventory:limit") {
        blocks.push(Block::Heading(l10n.text("inventory-limits").to_owned()));
        blocks.push(Block::Forms(found.levels.iter().map(|level| limits(l10n, &sku, level)).collect()));
    }
    blocks.push(Block::Heading(l10n.text("inventory-ledger").to_owned()));
    blocks.push(Block::List(List { table: rows(l10n, movements.rows), next, ..List::default() }));
    blocks.extend(audit::about(&staff, l10n, &format!("variant:{sku}")));
    let notice = screen.done(&query);
    let above = vec![Link::new(l10n.text("admin-nav-inventory"), routes::INVENTORY)];
    Ok(screen.show(Page { heading: heading(&found), above, notice, blocks, ..Page::default() }))
}

fn heading(found: &InventoryVariant) -> String {
    format!("{} · {}", found.sku, name(&found.title, &found.options))
}

fn levels(l10n: Localizer, levels: &[LocationLevel]) -> Table {
    let row = |level: &LocationLevel| {
        let figures = level.figures();
        let numbers = [
            level.on_hand,
            level.allocated,
            figures.available(),
            figures.waiting(),
            level.incoming,
            level.safety_stock,
            level.backorder_limit,
        ];
        std::iter::once(level.name.clone()).chain(numbers.map(|number| number.to_string())).map(Cell::from).collect()
    };
    let numbers = [
        "inventory-on-hand",
        "inventory-allocated",
        "inventory-available",
        "inventory-waiting",
        "inventory-incoming",
        "inventory-safety",
        "inventory-ahead",
    ];
    let columns = std::iter::once(Column::text(l10n.text("inventory-location")));
    Table {
        caption: l10n.text("inventory-levels").to_owned(),
        columns: columns.chain(numbers.map(|key| Column::number(l10n.text(key)))).collect(),
        rows: levels.iter().map(row).collect(),
        empty: l10n.text("inventory-none"),
    }
}

fn adjustment(l10n: Localizer, sku: &Sku, level: &LocationLevel, offered: &Choices) -> Form {
    let place = level.location.as_str();
    let reason = |code: &MovementReason| Choice::new(code.as_str(), reason_name(l10n, code.as_str()));
    let reasons = offered.reasons.iter().map(reason).collect();
    Form {
        heading: level.name.clone(),
        action: routes::of(routes::VARIANT_ADJUSTMENTS, sku.as_str()),
        hidden: vec![("location", place.to_owned()), ("seen", level.on_hand.to_string())],
        fields: vec![
            Field::new(format!("counted-{place}"), l10n.text("inventory-counted"), level.on_hand.to_string())
                .named("counted")
                .of(Control::Number),
            Field::new(format!("reason-{place}"), l10n.text("inventory-reason"), "")
                .named("reason")
                .of(Control::Select(reasons)),
            Field::new(format!("note-{place}"), l10n.text("inventory-note"), "").named("note"),
        ],
        submit: l10n.text("inventory-adjust-submit"),
        is_quiet: true,
    }
}

fn limits(l10n: Localizer, sku: &Sku, level: &LocationLevel) -> Form {
    let place = level.location.as_str();
    let number = |name: &str, key, value: i64| {
        Field::new(format!("{name}-{place}"), l10n.text(key), value.to_string()).named(name).of(Control::Number)
    };
    Form {
        heading: level.name.clone(),
        action: routes::of(routes::VARIANT_LIMITS, sku.as_str()),
        hidden: vec![
            ("location", place.to_owned()),
            ("seen_safety", level.safety_stock.to_string()),
            ("seen_ahead", level.backorder_limit.to_string()),
        ],
        fields: vec![
            number("safety", "inventory-safety", level.safety_stock),
            number("ahead", "inventory-ahead", level.backorder_limit),
        ],
        submit: l10n.text("inventory-limits-submit"),
        is_quiet: true,
    }
}

fn rows(l10n: Localizer, movements: Vec<Movement>) -> Table {
    let row = |movement: Movement| {
        vec![
            Cell::from(moment(movement.moved_at)),
            Cell::from(movement.location.as_str()),
            Cell::from(format!("{:+}", movement.quantity)),
            Cell::from(movement.on_hand),
            Cell::Lines(reason_name(l10n, movement.reason.as_str()), movement.note.clone()),
            belonging(&movement),
            Cell::from(movement.principal.as_str()),
        ]
    };
    Table {
        caption: l10n.text("inventory-ledger").to_owned(),
        columns: vec![
            Column::text(l10n.text("admin-when")),
            Column::text(l10n.text("inventory-location")),
            Column::number(l10n.text("inventory-change")),
            Column::number(l10n.text("inventory-on-hand")),
            Column::text(l10n.text("inventory-reason")),
            Column::text(l10n.text("inventory-belongs")),
            Column::text(l10n.text("admin-who")),
        ],
        rows: movements.into_iter().map(row).collect(),
        empty: l10n.text("inventory-ledger-empty"),
    }
}

/// A link to the order or document that a movement belongs to; nothing where staff set the level right.
fn belonging(movement: &Movement) -> Cell {
    if let Some(number) = &movement.order_number {
        return Cell::link(number.as_str(), routes::of(routes::ORDER, number));
    }
    let Some(subject) = &movement.subject else { return Cell::from("") };
    let (pattern, name) = match subject.split_once(':') {
        Some(("purchase_order", number)) => (routes::PURCHASE_ORDER, number),
        Some(("transfer", number)) => (routes::TRANSFER, number),
        Some(("stock_take", id)) => (routes::STOCK_TAKE, id),
        _ => return Cell::from(subject.as_str()),
    };
    Cell::link(name, routes::of(pattern, name))
}

/// A reason in words; its code where this build has none for it.
fn reason_name(l10n: Localizer, code: &str) -> String {
    let key = match code {
        "initial" => "reason-initial",
        "receipt" => "reason-receipt",
        "shipment" => "reason-shipment",
        "return" => "reason-return",
        "transfer" => "reason-transfer",
        "stock_take" => "reason-stock-take",
        "correction" => "reason-correction",
        "damaged" => "reason-damaged",
        "lost" => "reason-lost",
        "found" => "reason-found",
        "sample" => "reason-sample",
        other => return other.to_owned(),
    };
    l10n.text(key).to_owned()
}
