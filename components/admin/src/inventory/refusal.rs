//! Refusals of the stockroom's commands in words.

use outpost_db::inventory::{InventoryRefusal, LevelNow, PromisedLine};
use outpost_http::Failure;
use outpost_web_admin::view::Notice;
use outpost_web_ui::localizer::Localizer;

use crate::refusal::Refusal;

impl Refusal for InventoryRefusal {
    fn notice(self, l10n: Localizer) -> Result<Notice, Failure> {
        let plain = |key| Notice::error(l10n.text(key));
        Ok(match self {
            Self::NotFound => return Err(Failure::NotFound),
            Self::Command(refusal) => return refusal.notice(l10n),
            Self::Sql(error) => return Err(error.into()),
            Self::UnknownReason => plain("inventory-refused-reason"),
            Self::BadLines => plain("inventory-refused-lines"),
            Self::Closed => plain("inventory-refused-closed"),
            Self::StaleVersion(_) => plain("inventory-refused-version"),
            Self::StaleLevel(now) => stale(l10n, &now),
            Self::UnknownSkus(skus) => plain("inventory-refused-unknown").with(skus.into_iter().map(String::from)),
            Self::StaleLines(lines) => {
                let lines = lines.into_iter().map(|line| format!("{}: {}", line.sku, line.now));
                plain("inventory-refused-stale-lines").with(lines)
            }
            Self::Promised(lines) => {
                plain("inventory-refused-promised").with(lines.iter().map(|line| promised(l10n, line)))
            }
        })
    }
}

fn stale(l10n: Localizer, now: &LevelNow) -> Notice {
    let figures = [
        ("on_hand", now.on_hand),
        ("allocated", now.allocated),
        ("safety", now.safety_stock),
        ("ahead", now.backorder_limit),
    ];
    Notice::error(l10n.format("inventory-refused-stale", &figures.map(|(name, value)| (name, value.into()))))
}

fn promised(l10n: Localizer, line: &PromisedLine) -> String {
    let facts = [("sku", line.sku.as_str().into()), ("on_hand", line.on_hand.into()), ("least", line.least.into())];
    l10n.format("inventory-refused-promised-line", &facts)
}
