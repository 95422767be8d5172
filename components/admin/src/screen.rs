//! What all screens share: the navigation, notices of what was done, and answers.

use axum::response::Response;
use http::StatusCode;
use outpost_domain::ids::CommandId;
use outpost_http::caching::Caching;
use outpost_http::consistency::record_command;
use outpost_http::cookies::Cookies;
use outpost_http::form::Fields;
use outpost_http::{Failure, respond};
use outpost_web_admin::view::{NavItem, Notice, Page, Shell};
use outpost_web_admin::{localizer, routes};
use outpost_web_ui::localizer::Localizer;
use time::OffsetDateTime;
use time::macros::format_description;

use crate::session::Staff;

/// Screens of the navigation: message, address, permission.
const NAV: [(&str, &str, &str); 5] = [
    ("admin-nav-dashboard", routes::DASHBOARD, "dashboard:read"),
    ("admin-nav-orders", routes::ORDERS, "order:read"),
    ("admin-nav-inventory", routes::INVENTORY, "inventory:read"),
    ("admin-nav-audit", routes::AUDIT, "audit:read"),
    ("admin-nav-staff", routes::STAFF, "staff:read"),
];

/// Acts that a screen can say were done: the code in its address, and the message.
const DONE: [(&str, &str); 14] = [
    ("adjusted", "admin-done-adjusted"),
    ("approved", "admin-done-approved"),
    ("assigned", "admin-done-assigned"),
    ("cancelled", "admin-done-cancelled"),
    ("counted", "admin-done-counted"),
    ("created", "admin-done-created"),
    ("delivered", "admin-done-delivered"),
    ("limits", "admin-done-limits"),
    ("noted", "admin-done-noted"),
    ("opened", "admin-done-opened"),
    ("paid", "admin-done-paid"),
    ("received", "admin-done-received"),
    ("sent", "admin-done-sent"),
    ("shipped", "admin-done-shipped"),
];

/// A screen in the making.
pub(crate) struct Screen {
    /// Messages, numbers and days.
    pub(crate) l10n: Localizer,
    shell: Shell,
}

impl Screen {
    /// The surroundings of a screen for a staff member; `current` is the address of its part of the panel.
    pub(crate) fn new(staff: &Staff, current: &'static str) -> Self {
        let l10n = localizer();
        let permitted = NAV.into_iter().filter(|(_, _, permission)| staff.may(permission));
        let nav =
            permitted.map(|(label, href, _)| NavItem { label: l10n.text(label), href, is_current: href == current });
        Self { l10n, shell: Shell { nav: nav.collect(), person: Some(staff.session.name.clone()) } }
    }

    /// The screen as a response.
    pub(crate) fn show(self, page: Page) -> Response {
        self.show_as(StatusCode::OK, page)
    }

    /// The screen as a response with another status.
    pub(crate) fn show_as(self, status: StatusCode, page: Page) -> Response {
        let page = Page { shell: self.shell, ..page };
        respond::html(status, Caching::no_store(), outpost_web_admin::page(page))
    }

    /// What the address says was done.
    pub(crate) fn done(&self, query: &Fields) -> Option<Notice> {
        let code = query.get("done")?;
        DONE.into_iter().find(|(known, _)| *known == code).map(|(_, key)| Notice::done(self.l10n.text(key)))
    }

    /// The screen of a form that was refused.
    pub(crate) fn refused(self, heading: String, back: String, notice: Notice) -> Response {
        use outpost_web_admin::view::{Block, Link};
        let again = Link::main(self.l10n.text("admin-back"), back);
        let page = Page { heading, notice: Some(notice), blocks: vec![Block::Links(vec![again])], ..Page::default() };
        self.show_as(StatusCode::UNPROCESSABLE_ENTITY, page)
    }
}

/// Leads to a screen after a command, which that screen shows the effect of. `done` is one of the codes above.
pub(crate) fn after(cookies: &mut Cookies, command: CommandId, location: &str, done: &'static str) -> Response {
    record_command(cookies, command);
    respond::see_other(cookies, &format!("{location}?done={done}"))
}

/// A moment as `2026-11-29 14:05` in UTC.
pub(crate) fn moment(seconds: i64) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]");
    let at = OffsetDateTime::from_unix_timestamp(seconds).ok();
    at.and_then(|at| at.format(&format).ok()).unwrap_or_default()
}

/// A day as `2026-11-29` in UTC.
pub(crate) fn day(seconds: i64) -> String {
    moment(seconds).chars().take(10).collect()
}

/// The beginning of a day that a form names, in seconds since 1970.
pub(crate) fn day_of(text: &str) -> Option<i64> {
    let day = time::Date::parse(text.trim(), &format_description!("[year]-[month]-[day]")).ok()?;
    Some(day.midnight().assume_utc().unix_timestamp())
}

/// A whole number that a form names, from 0 to what a level may hold.
pub(crate) fn pieces(fields: &Fields, name: &str) -> Result<i64, Failure> {
    let number = fields.text(name).trim().parse().map_err(|_| Failure::BadRequest)?;
    if (0..=outpost_domain::inventory::PIECES_MAX).contains(&number) { Ok(number) } else { Err(Failure::BadRequest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_read_back() {
        assert_eq!(moment(1_790_000_000), "2026-09-21 14:13");
        assert_eq!(day_of("2026-09-21").map(day).as_deref(), Some("2026-09-21"));
        assert_eq!(day_of("21.9.2026"), None);
    }
}
