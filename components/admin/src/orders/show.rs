//! One order: what was agreed, what happened, and what can be done about it.

use axum::extract::State;
use axum::response::Response;
use outpost_db::fulfilment::{Extras, Fulfilment, extras};
use outpost_db::order::Order;
use outpost_domain::money::Money;
use outpost_domain::order::{OrderNumber, OrderStatus};
use outpost_http::form::{Fields, Query};
use outpost_http::{Failure, HttpState};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Column, Control, Fact, Field, Form, Link, Page, Table};
use outpost_web_ui::localizer::Localizer;

use super::{find, status_text};
use crate::audit;
use crate::inventory::variant_link;
use crate::list_page::encoded;
use crate::named::Named;
use crate::screen::{Screen, moment};
use crate::session::Staff;
use crate::state::Shared;

/// `GET /admin/orders/{number}`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Named(number): Named<OrderNumber>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let order = find(staff.sql(&state), &number).await?;
    let more = extras(staff.sql(&state), order.id).await?;
    let screen = Screen::new(&staff, routes::ORDERS);
    let l10n = screen.l10n;
    let status = order.status(state.now());
    let mut blocks = vec![
        Block::Facts(facts(l10n, &order, status)),
        Block::Table(lines(l10n, &order, &more)),
        Block::Forms(acts(l10n, &staff, &order, &more, status, &state.command_id().to_string())),
    ];
    if !more.fulfilments.is_empty() {
        blocks.push(Block::Heading(l10n.text("orders-parcels").to_owned()));
        blocks.push(Block::Table(parcels(l10n, &more)));
    }
    blocks.push(Block::Heading(l10n.text("orders-timeline").to_owned()));
    blocks.push(Block::Table(timeline(l10n, &more)));
    blocks.extend(audit::about(&staff, l10n, &format!("order:{}", order.number)));
    let above = vec![Link::new(l10n.text("admin-nav-orders"), routes::ORDERS)];
    let (heading, notice) = (order.number.to_string(), screen.done(&query));
    Ok(screen.show(Page { heading, above, notice, blocks, ..Page::default() }))
}

fn facts(l10n: Localizer, order: &Order, status: OrderStatus) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new(l10n.text("inventory-state"), status_text(l10n, status)),
        Fact::new(l10n.text("orders-placed"), moment(order.placed_at)),
        Fact::new(l10n.text("orders-total"), l10n.money(order.total)),
        Fact::new(l10n.text("orders-way-to-pay"), order.payment_method_code.as_str()),
        Fact::new(l10n.text("admin-market"), order.market_code.to_uppercase()),
        Fact {
            href: Some(format!("{}?q={}", routes::ORDERS, encoded(&order.email))),
            ..Fact::new(l10n.text("orders-email"), order.email.as_str())
        },
    ];
    facts.extend(order.figures.hold_ends_at.map(|at| Fact::new(l10n.text("orders-hold-ends"), moment(at))));
    for address in &order.addresses {
        let label = l10n.text(if address.kind == "billing" { "orders-billing" } else { "orders-shipping" });
        let at = &address.address;
        let parts = [&at.name, &at.line1, &at.line2, &at.postal_code, &at.city, &at.region, &at.country];
        let text: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        facts.push(Fact::new(label, text.join(", ")));
    }
    facts
}

fn lines(l10n: Localizer, order: &Order, more: &Extras) -> Table {
    let currency = order.total.currency();
    let rows = (1u32..).zip(&order.lines).map(|(number, line)| {
        let held = more.allocations.iter().filter(|held| held.sku == line.sku && held.state != "released");
        let places: Vec<String> = held.map(|held| format!("{} {}", held.location, held.quantity)).collect();
        let sent =
            if is_sent(more, number) { Cell::Badge(l10n.text("orders-shipped"), "good") } else { Cell::from("") };
        vec![
            variant_link(line.sku.as_str()),
            Cell::Lines(line.title.clone(), line.options.clone()),
            Cell::from(i64::from(line.quantity)),
            Cell::from(l10n.money(Money::new(line.unit_minor, currency))),
            Cell::from(places.join(" · ")),
            sent,
        ]
    });
    Table {
        caption: l10n.text("orders-lines").to_owned(),
        columns: vec![
            Column::text(l10n.text("inventory-sku")),
            Column::text(l10n.text("inventory-product")),
            Column::number(l10n.text("orders-pieces")),
            Column::number(l10n.text("orders-unit")),
            Column::text(l10n.text("orders-pick-from")),
            Column::text(l10n.text("inventory-state")),
        ],
        rows: rows.collect(),
        empty: l10n.text("orders-none"),
    }
}

fn is_sent(more: &Extras, line: u32) -> bool {
    more.fulfilments.iter().any(|parcel| parcel.state != "cancelled" && parcel.lines.contains(&line))
}

fn acts(l10n: Localizer, staff: &Staff, order: &Order, more: &Extras, status: OrderStatus, id: &str) -> Vec<Form> {
    let number = order.number.as_str();
    let mut forms = Vec::new();
    let is_open = matches!(status, OrderStatus::Paid | OrderStatus::Confirmed | OrderStatus::PartlyShipped);
    if is_open && staff.may("order:ship") {
        forms.push(parcel_form(l10n, order, more, id));
    }
    let waits = status == OrderStatus::AwaitingPayment;
    if waits && order.payment_method_code == "transfer" && staff.may("payment:record") {
        forms.push(Form {
            heading: l10n.text("orders-record-payment").to_owned(),
            action: routes::of(routes::ORDER_PAYMENTS, number),
            hidden: vec![("id", id.to_owned())],
            fields: vec![Field::new("reference", l10n.text("orders-reference"), "")],
            submit: l10n.text("orders-record-payment-submit"),
            is_quiet: true,
        });
    }
    if waits && staff.may("order:cancel") {
        forms.push(Form {
            heading: l10n.text("orders-cancel").to_owned(),
            action: routes::of(routes::ORDER_CANCELLATION, number),
            fields: vec![Field::new("sure", l10n.text("orders-cancel-sure"), "").of(Control::Tick)],
            submit: l10n.text("orders-cancel-submit"),
            is_quiet: true,
            ..Form::default()
        });
    }
    if staff.may("order:note") {
        forms.push(Form {
            heading: l10n.text("orders-note").to_owned(),
            action: routes::of(routes::ORDER_NOTES, number),
            hidden: vec![("id", id.to_owned())],
            fields: vec![Field::new("text", l10n.text("orders-note-text"), "").of(Control::Lines)],
            submit: l10n.text("orders-note-submit"),
            is_quiet: true,
        });
    }
    if staff.may("order:deliver") {
        let on_its_way = more.fulfilments.iter().filter(|parcel| parcel.state == "shipped");
        forms.extend(on_its_way.map(|parcel| delivery_form(l10n, number, parcel)));
    }
    forms
}

/// Lines that were not sent yet can go into the next parcel.
fn parcel_form(l10n: Localizer, order: &Order, more: &Extras, id: &str) -> Form {
    let waiting = (1u32..).zip(&order.lines).filter(|(number, _)| !is_sent(more, *number));
    let mut fields: Vec<Field> = waiting
        .map(|(number, line)| {
            let label = format!("{} × {} {}", line.quantity, line.title, line.options);
            Field::new(format!("line-{number}"), label, "on").of(Control::Tick)
        })
        .collect();
    fields.push(Field::new("carrier", l10n.text("orders-carrier"), ""));
    fields.push(Field::new("tracking", l10n.text("orders-tracking"), ""));
    Form {
        heading: l10n.text("orders-ship").to_owned(),
        action: routes::of(routes::ORDER_PARCELS, order.number.as_str()),
        hidden: vec![("id", id.to_owned())],
        fields,
        submit: l10n.text("orders-ship-submit"),
        is_quiet: false,
    }
}

fn delivery_form(l10n: Localizer, number: &str, parcel: &Fulfilment) -> Form {
    Form {
        heading: l10n.format("orders-deliver", &[("tracking", parcel.tracking.as_str().into())]),
        action: routes::of(routes::ORDER_DELIVERIES, number),
        hidden: vec![("fulfilment", parcel.id.to_string())],
        submit: l10n.text("orders-deliver-submit"),
        is_quiet: true,
        ..Form::default()
    }
}

fn parcels(l10n: Localizer, more: &Extras) -> Table {
    let row = |parcel: &Fulfilment| {
        let lines: Vec<String> = parcel.lines.iter().map(u32::to_string).collect();
        let state = match parcel.state.as_str() {
            "delivered" => Cell::Badge(l10n.text("orders-delivered"), "good"),
            _ => Cell::Badge(l10n.text("orders-on-its-way"), "warn"),
        };
        vec![
            Cell::from(parcel.shipped_at.map(moment)),
            Cell::Lines(parcel.carrier.clone(), parcel.tracking.clone()),
            Cell::from(lines.join(", ")),
            state,
            Cell::from(parcel.delivered_at.map(moment)),
        ]
    };
    Table {
        caption: l10n.text("orders-parcels").to_owned(),
        columns: vec![
            Column::text(l10n.text("orders-shipped-at")),
            Column::text(l10n.text("orders-carrier")),
            Column::text(l10n.text("orders-lines")),
            Column::text(l10n.text("inventory-state")),
            Column::text(l10n.text("orders-delivered-at")),
        ],
        rows: more.fulfilments.iter().map(row).collect(),
        empty: l10n.text("orders-none"),
    }
}

/// Events and notes, the oldest first.
fn timeline(l10n: Localizer, more: &Extras) -> Table {
    let events =
        more.events.iter().map(|event| (event.happened_at, event_text(l10n, &event.kind), event.principal.clone()));
    let notes = more.notes.iter().map(|note| {
        let text = l10n.format("orders-note-said", &[("text", note.text.as_str().into())]);
        (note.written_at, text, Some(note.principal.clone()))
    });
    let mut all: Vec<(i64, String, Option<String>)> = events.chain(notes).collect();
    all.sort_by_key(|(at, _, _)| *at);
    let row = |(at, text, who)| vec![Cell::from(moment(at)), Cell::from(text), Cell::from(who)];
    Table {
        caption: l10n.text("orders-timeline").to_owned(),
        columns: vec![
            Column::text(l10n.text("admin-when")),
            Column::text(l10n.text("admin-what")),
            Column::text(l10n.text("admin-who")),
        ],
        rows: all.into_iter().map(row).collect(),
        empty: l10n.text("orders-none"),
    }
}

/// An event in words; its code where this build has none for it.
fn event_text(l10n: Localizer, kind: &str) -> String {
    let key = match kind {
        "placed" => "orders-event-placed",
        "paid" => "orders-event-paid",
        "payment_declined" => "orders-event-declined",
        "hold_extended" => "orders-event-extended",
        "expired" => "orders-event-expired",
        "cancelled" => "orders-event-cancelled",
        "shipped" => "orders-event-shipped",
        "delivered" => "orders-event-delivered",
        "returned" => "orders-event-returned",
        "refunded" => "orders-event-refunded",
        other => return other.replace('_', " "),
    };
    l10n.text(key).to_owned()
}
