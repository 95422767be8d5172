//! The audit log: as a whole, about one record, of one person.

use axum::extract::State;
use axum::response::Response;
use outpost_db::audit::{AuditEntry, AuditQuery, list};
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Column, Link, List, Page, Table};
use outpost_web_ui::localizer::Localizer;

use crate::list_page::{Filter, ListQuery, encoded};
use crate::screen::{Screen, moment};
use crate::session::Staff;
use crate::state::Shared;

const FILTERS: [Filter; 2] = [("", "audit-about"), ("by", "audit-by")];

/// `GET /admin/audit`. The search is a subject, such as `order:OP-…`, or a person, `staff:` and an id.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::AUDIT, &query, &FILTERS);
    let search = Some(asked.search.clone()).filter(|search| !search.is_empty());
    let by_person = asked.filter == "by";
    let wanted = AuditQuery {
        subject: search.clone().filter(|_| !by_person),
        staff: search.filter(|_| by_person),
        before: asked.after()?,
    };
    let page = list(staff.sql(&state), &wanted).await?;
    let screen = Screen::new(&staff, routes::AUDIT);
    let l10n = screen.l10n;
    let list = List {
        search: Some(asked.search_field(l10n.text("audit-search"))),
        filters: asked.filters(l10n),
        next: asked.next(&page, |row| row.id),
        table: table(l10n, page.rows),
        ..List::default()
    };
    let heading = l10n.text("admin-nav-audit").to_owned();
    Ok(screen.show(Page { heading, blocks: vec![Block::List(list)], ..Page::default() }))
}

/// A link to what the log says about one record, for staff who may read it.
pub(crate) fn about(staff: &Staff, l10n: Localizer, subject: &str) -> Option<Block> {
    let link = || Link::new(l10n.text("admin-audit-of"), address(subject));
    staff.may("audit:read").then(|| Block::Links(vec![link()]))
}

fn address(search: &str) -> String {
    format!("{}?q={}", routes::AUDIT, encoded(search))
}

fn table(l10n: Localizer, rows: Vec<AuditEntry>) -> Table {
    let row = |entry: AuditEntry| {
        let about = address(&entry.subject);
        let by = format!("{}&show=by", address(&entry.principal));
        let who = if entry.principal.starts_with("staff:") {
            Cell::link(entry.principal.as_str(), by)
        } else {
            Cell::from(entry.principal.as_str())
        };
        vec![
            Cell::from(moment(entry.happened_at)),
            Cell::from(entry.command.replace('_', " ")),
            Cell::link(entry.subject, about),
            who,
            Cell::Lines(entry.detail, entry.request_id),
        ]
    };
    Table {
        caption: l10n.text("admin-nav-audit").to_owned(),
        columns: vec![
            Column::text(l10n.text("admin-when")),
            Column::text(l10n.text("admin-what")),
            Column::text(l10n.text("audit-record")),
            Column::text(l10n.text("admin-who")),
            Column::text(l10n.text("audit-detail")),
        ],
        rows: rows.into_iter().map(row).collect(),
        empty: l10n.text("audit-none"),
    }
}
