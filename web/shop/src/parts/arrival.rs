//! When an order arrives, parcel by parcel.

use outpost_domain::delivery::DeliveryWindow;

use crate::context::Context;

/// The days of one parcel, or of the first and the last.
pub(crate) fn arrival(cx: Context<'_>, windows: &[DeliveryWindow]) -> String {
    match windows {
        [] => String::new(),
        [only] => cx.format("delivery-arrives", &[("window", cx.window(*only).into())]),
        [first, .., last] => {
            let days = [("first", cx.window(*first).into()), ("second", cx.window(*last).into())];
            cx.format("delivery-arrives-twice", &days)
        }
    }
}
