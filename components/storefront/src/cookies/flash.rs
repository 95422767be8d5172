//! What just happened, carried over one redirect.
//!
//! Names of products are not carried: the next page reads its lines anyway and names them by SKU.

use outpost_domain::ids::Sku;
use outpost_domain::payment::DeclineReason;

use super::{Jar, Kind};

/// Something to say on the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Flash {
    /// Pieces went into the cart.
    Added(Sku, u32),
    /// Fewer went in than asked for; so many are in it now.
    Limited(Sku, u32),
    /// A line left the cart.
    Removed(Sku),
    /// It is back.
    Restored(Sku),
    /// Quantities changed.
    CartUpdated,
    /// The primary has none left of it: nothing remains to be ordered.
    SoldOut(Sku),
    /// There is no room for another line.
    CartFull,
    /// Nothing to check out.
    CartEmpty,
    /// The hold on stock was extended.
    HoldExtended,
    /// The order was there already, with other details than the shopper gave now.
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
            Self::PlacedBefore => "before".to_owned(),
            Self::Thanks => "thanks".to_owned(),
            Self::Declined(DeclineReason::Declined) => "declined".to_owned(),
            Self::Declined(DeclineReason::InsufficientFunds) => "funds".to_owned(),
            Self::Declined(DeclineReason::NotAuthenticated) => "authentication".to_owned(),
            Self::Declined(DeclineReason::TimedOut) => "timeout".to_owned(),
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
            "before" => Self::PlacedBefore,
            "thanks" => Self::Thanks,
            "declined" => Self::Declined(DeclineReason::Declined),
            "funds" => Self::Declined(DeclineReason::InsufficientFunds),
            "authentication" => Self::Declined(DeclineReason::NotAuthenticated),
            "timeout" => Self::Declined(DeclineReason::TimedOut),
            _ => return None,
        })
    }

    /// The SKU it speaks of.
    pub fn sku(&self) -> Option<&Sku> {
        match self {
            Self::Added(sku, _) | Self::Limited(sku, _) => Some(sku),
            Self::Removed(sku) | Self::Restored(sku) | Self::SoldOut(sku) => Some(sku),
            _ => None,
        }
    }
}

/// Says something on the next page.
pub(crate) fn say(jar: &mut Jar, flash: &Flash) {
    jar.set(Kind::Flash, flash.encode());
}

/// What the last answer left to say, forgotten by this.
pub(crate) fn take(jar: &mut Jar) -> Option<Flash> {
    let text = jar.get(Kind::Flash);
    if jar.has(Kind::Flash) {
        jar.remove(Kind::Flash);
    }
    text.as_deref().and_then(Flash::decode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_said_arrives() {
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
            Flash::PlacedBefore,
            Flash::CartFull,
            Flash::Thanks,
            Flash::Declined(DeclineReason::Declined),
            Flash::Declined(DeclineReason::InsufficientFunds),
            Flash::Declined(DeclineReason::NotAuthenticated),
            Flash::Declined(DeclineReason::TimedOut),
        ];
        for flash in all {
            assert_eq!(Flash::decode(&flash.encode()), Some(flash));
        }
        assert_eq!(Flash::decode("added.mug.x"), None);
    }
}
