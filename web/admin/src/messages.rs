//! The panel's messages. English only so far: another language is another catalogue.

use std::sync::OnceLock;

use outpost_domain::market::Locale;
use outpost_web_ui::localizer::Localizer;
use outpost_web_ui::messages::Messages;

const ENGLISH: [&str; 5] = [
    include_str!("../../locales/en/admin/catalogue.ftl"),
    include_str!("../../locales/en/admin/shell.ftl"),
    include_str!("../../locales/en/admin/inventory.ftl"),
    include_str!("../../locales/en/admin/orders.ftl"),
    include_str!("../../locales/en/admin/staff.ftl"),
];

/// The panel's messages, beside those that all pages share.
pub fn localizer() -> Localizer {
    static CATALOGUE: OnceLock<Messages> = OnceLock::new();
    Localizer::with(CATALOGUE.get_or_init(|| Messages::with(Locale::ENGLISH, &ENGLISH)))
}
