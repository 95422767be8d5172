//! A message for the next page, carried over one redirect in a cookie.
//!
//! The cookie holds no product names: the next page reads its lines anyway and finds the name by SKU.

use outpost_domain::ids::Sku;
use outpost_domain::payment::DeclineReason;
use outpost_http::cookies::{Cookies, Kind};

/// The message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Flash {
    /// Pieces went into the cart.
    Added(Sku, u32),
    /// Fewer pieces went in than requested; this many are in the cart now.
    Limited(Sku, u32),
    /// A line left the cart.
    Removed(Sku),
    /// The line is back.
    Restored(Sku),
    /// Quantities changed.
    CartUpdated,
    /// The primary has none left of it, and nothing else can be ordered.
    SoldOut(Sku),
    /// The cart has no room for another line.
    CartFull,
    /// There is nothing to check out.
    CartEmpty,
    /// The hold on stock was extended.
    HoldExtended,
    /// The order was cancelled.
    OrderCancelled,
    /// The browser forgot its orders.
    BrowserForgotten,
    /// The order was placed before, with other details than the shopper entered now.
    PlacedBefore,
    /// An order was just placed or paid.
    Thanks,
    /// A payment did not go through.
    Declined(DeclineReason),
}

impl Flash {
    fn encode(&self) -> String {
        match self {
            Self::Added(sku, quantity) => format!("added.{sku}.{quantity}"),
            Self::Limited(sku, quantity) => format!("limited.{sku}.{quantity}"),
            Self::Removed(sku) => format!("removed.{sku}"),
            Self::Restored(sku) => format!("restored.{sku}"),
            Self::SoldOut(sku) => format!("sold.{sku}"),
            Self::CartUpdated => "updated".to_owned(),
            Self::CartEmpty => "empty".to_owned(),
            Self::CartFull => "full".to_owned(),
            Self::HoldExtended => "hold".to_owned(),
            Self::OrderCancelled => "cancelled".to_owned(),
            Self::BrowserForgotten => "forgotten".to_owned(),
            Self::PlacedBefore => "before".to_owned(),
            Self::Thanks => "thanks".to_owned(),
            Self::Declined(DeclineReason::Declined) => "declined".to_owned(),
            Self::Declined(DeclineReason::InsufficientFunds) => "funds".to_owned(),
            Self::Declined(DeclineReason::NotAuthenticated) => "authentication".to_owned(),
            Self::Declined(DeclineReason::Abandoned) => "abandoned".to_owned(),
        }
    }

    fn decode(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let kind = parts.next()?;
        let sku = parts.next().and_then(|sku| sku.parse::<Sku>().ok());
        let quantity = parts.next().and_then(|quantity| quantity.parse().ok());
        Some(match kind {
            "added" => Self::Added(sku?, quantity?),
            "limited" => Self::Limited(sku?, quantity?),
            "removed" => Self::Removed(sku?),
            "restored" => Self::Restored(sku?),
            "sold" => Self::SoldOut(sku?),
            "updated" => Self::CartUpdated,
            "empty" => Self::CartEmpty,
            "full" => Self::CartFull,
            "hold" => Self::HoldExtended,
            "cancelled" => Self::OrderCancelled,
            "forgotten" => Self::BrowserForgotten,
            "before" => Self::PlacedBefore,
            "thanks" => Self::Thanks,
            "declined" => Self::Declined(DeclineReason::Declined),
            "funds" => Self::Declined(DeclineReason::InsufficientFunds),
            "authentication" => Self::Declined(DeclineReason::NotAuthenticated),
            "abandoned" => Self::Declined(DeclineReason::Abandoned),
            _ => return None,
        })
    }

    /// The SKU that the message is about.
    pub fn sku(&self) -> Option<&Sku> {
        match self {
            Self::Added(sku, _) | Self::Limited(sku, _) => Some(sku),
            Self::Removed(sku) | Self::Restored(sku) | Self::SoldOut(sku) => Some(sku),
            _ => None,
        }
    }
}

/// Sets the message for the next page.
pub(crate) fn set(cookies: &mut Cookies, flash: &Flash) {
    cookies.set(Kind::Flash, flash.encode());
}

/// Takes the message out of its cookie.
pub(crate) fn take(cookies: &mut Cookies) -> Option<Flash> {
    let text = cookies.get(Kind::Flash);
    if cookies.has(Kind::Flash) {
        cookies.remove(Kind::Flash);
    }
    text.as_deref().and_then(Flash::decode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_survives_its_cookie() {
        let sku: Sku = "MUG-1".parse().expect("a SKU");
        let all = [
            Flash::Added(sku.clone(), 2),
            Flash::Limited(sku.clone(), 1),
            Flash::Removed(sku.clone()),
            Flash::Restored(sku.clone()),
            Flash::SoldOut(sku),
            Flash::CartUpdated,
            Flash::CartEmpty,
            Flash::HoldExtended,
            Flash::OrderCancelled,
            Flash::BrowserForgotten,
            Flash::PlacedBefore,
            Flash::CartFull,
            Flash::Thanks,
            Flash::Declined(DeclineReason::Declined),
            Flash::Declined(DeclineReason::InsufficientFunds),
            Flash::Declined(DeclineReason::NotAuthenticated),
            Flash::Declined(DeclineReason::Abandoned),
        ];
        for flash in all {
            assert_eq!(Flash::decode(&flash.encode()), Some(flash));
        }
        assert_eq!(Flash::decode("added.mug.x"), None);
    }
}
