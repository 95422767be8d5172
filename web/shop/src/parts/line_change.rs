//! What changed about a line, as a message.

use crate::context::Context;
use crate::view::LineChange;

/// What changed about a line.
pub(crate) fn line_change(cx: Context<'_>, change: LineChange) -> String {
    match change {
        LineChange::PriceChanged { was, now } => {
            cx.format("line-change-price", &[("was", cx.money(was).into()), ("now", cx.money(now).into())])
        }
        LineChange::TaxChanged { was, now } => {
            cx.format("line-change-tax", &[("was", cx.percent(was).into()), ("now", cx.percent(now).into())])
        }
        LineChange::WeightChanged => cx.text("line-change-weight").to_owned(),
        LineChange::OnlyLeft { available } => cx.plural("line-change-only-left", u64::from(available)),
        LineChange::PaymentLimit { available, card_offered } => {
            let key = if card_offered { "line-change-payment-or-card" } else { "line-change-payment-limit" };
            cx.plural(key, u64::from(available))
        }
        LineChange::TooHeavy { carried, limit_grams } => cx.format(
            "line-change-too-heavy",
            &[
                ("count", carried.into()),
                ("shown", cx.number(u64::from(carried)).into()),
                ("weight", cx.weight(limit_grams).into()),
            ],
        ),
        LineChange::SoldOut => cx.text("line-change-sold-out").to_owned(),
        LineChange::NowBackordered { expected: Some(day) } => {
            cx.format("line-change-backorder-on", &[("day", cx.day(day).into())])
        }
        LineChange::NowBackordered { expected: None } => cx.text("line-change-backorder").to_owned(),
        LineChange::Unknown => cx.text("line-change-unknown").to_owned(),
        LineChange::NotSoldHere => cx.text("line-change-not-sold-here").to_owned(),
    }
}
