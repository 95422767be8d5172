//! What all screens share: the navigation, notices of what was done, and answers.

use axum::response::Response;
use http::StatusCode;
use outpost_http::caching::Caching;
use outpost_http::form::Fields;
use outpost_http::respond;
use outpost_web_admin::view::{Block, Link, NavItem, Notice, Page, Shell};
use outpost_web_admin::{localizer, routes};
use outpost_web_ui::localizer::Localizer;
use time::OffsetDateTime;
use time::macros::format_description;

use crate::session::Staff;

/// Screens of the navigation: message, address, permission.
const NAV: [(&str, &str, &str); 6] = [
    ("admin-nav-dashboard", routes::DASHBOARD, "dashboard:read"),
    ("admin-nav-orders", routes::ORDERS, "order:read"),
    ("admin-nav-catalogue", routes::PRODUCTS, "catalogue:read"),
    ("admin-nav-inventory", routes::INVENTORY, "inventory:read"),
    ("admin-nav-audit", routes::AUDIT, "audit:read"),
    ("admin-nav-staff", routes::STAFF, "staff:read"),
];

/// Acts that a screen can say were done: the code in its address, and the message.
const DONE: [(&str, &str); 16] = [
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
    ("product-created", "admin-done-product-created"),
    ("received", "admin-done-received"),
    ("saved", "admin-done-saved"),
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
    /// The surroundings of a screen at an address, or of one below it, for a staff member.
    pub(crate) fn new(staff: &Staff, address: &str) -> Self {
        let l10n = localizer();
        let current = part(address);
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

    /// The screen of a form that was refused, with the way back to an address.
    pub(crate) fn refused(self, address: &str, notice: Notice) -> Response {
        let again = Link::main(self.l10n.text("admin-back"), address);
        let heading = self.l10n.text("inventory-not-done").to_owned();
        let page = Page { heading, notice: Some(notice), blocks: vec![Block::Links(vec![again])], ..Page::default() };
        self.show_as(StatusCode::UNPROCESSABLE_ENTITY, page)
    }
}

/// The part of the navigation that an address belongs to: the one with the longest address that it begins with.
fn part(address: &str) -> &'static str {
    let parts = NAV.into_iter().map(|(_, href, _)| href).filter(|href| address.starts_with(href));
    parts.max_by_key(|href| href.len()).unwrap_or(routes::DASHBOARD)
}

/// A moment as `2026-11-29 14:05` in UTC. A number of seconds that is no moment is shown as it is.
pub(crate) fn moment(seconds: i64) -> String {
    let Ok(at) = OffsetDateTime::from_unix_timestamp(seconds) else { return seconds.to_string() };
    let (year, month, day) = at.to_calendar_date();
    format!("{year:04}-{:02}-{day:02} {:02}:{:02}", u8::from(month), at.hour(), at.minute())
}

/// A day as `2026-11-29` in UTC.
pub(crate) fn day(seconds: i64) -> String {
    moment(seconds).chars().take(10).collect()
}

/// The beginning of a day that a form names, in seconds since 1970; none where it names no day.
pub(crate) fn day_of(text: &str) -> Option<i64> {
    let day = time::Date::parse(text.trim(), &format_description!("[year]-[month]-[day]"));
    day.map(|day| day.midnight().assume_utc().unix_timestamp()).ok()
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
