//! The audit log: as a whole, about one record, of one person.

use axum::extract::State;
use axum::response::Response;
use outpost_db::audit::{AuditEntry, AuditQuery, list};
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Column, List, Page, Table};
use outpost_web_ui::localizer::Localizer;

use crate::list_page::{ListQuery, encoded};
use crate::screen::{Screen, moment};
use crate::session::Staff;
use crate::state::Shared;

/// `GET /admin/audit`. The search is a subject, such as `order:OP-…`, or a person, `staff:` and an id.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let asked = ListQuery::read(routes::AUDIT, &query, &["by"]);
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
        filters: asked.filters(&[("", l10n.text("audit-about")), ("by", l10n.text("audit-by"))]),
        next: asked.next(&page, |row| row.id),
        table: table(l10n, page.rows),
        ..List::default()
    };
    let heading = l10n.text("admin-nav-audit").to_owned();
    Ok(screen.show(Page { heading, blocks: vec![Block::List(list)], ..Page::default() }))
}

fn table(l10n: Localizer, rows: Vec<AuditEntry>) -> Table {
    let row = |entry: AuditEntry| {
        let about = format!("{}?q={}", routes::AUDIT, encoded(&entry.subject));
        let by = format!("{}?q={}&show=by", routes::AUDIT, encoded(&entry.principal));
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
