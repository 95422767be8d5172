//! Refusals of the stockroom's commands in words.

use axum::response::Response;
use outpost_db::inventory::InventoryRefusal;
use outpost_http::Failure;
use outpost_web_admin::view::Notice;
use outpost_web_ui::localizer::Localizer;

use crate::screen::Screen;

/// The screen that says why nothing was done, with the way back. The database's own failures are no refusals.
pub(super) fn refused(screen: Screen, back: String, refusal: InventoryRefusal) -> Result<Response, Failure> {
    let heading = screen.l10n.text("inventory-not-done").to_owned();
    let notice = notice(screen.l10n, refusal)?;
    Ok(screen.refused(heading, back, notice))
}

fn notice(l10n: Localizer, refusal: InventoryRefusal) -> Result<Notice, Failure> {
    let plain = |key| Notice::error(l10n.text(key));
    let with = |key, lines: Vec<String>| Notice { lines, ..Notice::error(l10n.text(key)) };
    Ok(match refusal {
        InventoryRefusal::NotFound => return Err(Failure::NotFound),
        InventoryRefusal::Forbidden => return Err(Failure::Forbidden("this needs a permission that you do not have")),
        InventoryRefusal::SessionEnded => return Err(Failure::Forbidden("your session has ended")),
        InventoryRefusal::Sql(error) => return Err(error.into()),
        InventoryRefusal::UnknownReason => plain("inventory-refused-reason"),
        InventoryRefusal::BadLines => plain("inventory-refused-lines"),
        InventoryRefusal::Closed => plain("inventory-refused-closed"),
        InventoryRefusal::RepeatedOtherwise => plain("inventory-refused-repeated"),
        InventoryRefusal::StaleVersion(_) => plain("inventory-refused-version"),
        InventoryRefusal::UnknownSkus(skus) => {
            with("inventory-refused-unknown", skus.into_iter().map(String::from).collect())
        }
        InventoryRefusal::StaleLevel(now) => {
            let figures = [
                ("on_hand", now.on_hand),
                ("allocated", now.allocated),
                ("safety", now.safety_stock),
                ("ahead", now.backorder_limit),
            ];
            Notice::error(l10n.format("inventory-refused-stale", &figures.map(|(name, value)| (name, value.into()))))
        }
        InventoryRefusal::StaleLines(lines) => with(
            "inventory-refused-stale-lines",
            lines.into_iter().map(|line| format!("{}: {}", line.sku, line.now)).collect(),
        ),
        InventoryRefusal::Promised(lines) => {
            let line = |line: outpost_db::inventory::PromisedLine| {
                let facts =
                    [("sku", line.sku.as_str().into()), ("on_hand", line.on_hand.into()), ("least", line.least.into())];
                l10n.format("inventory-refused-promised-line", &facts)
            };
            with("inventory-refused-promised", lines.into_iter().map(line).collect())
        }
    })
}
