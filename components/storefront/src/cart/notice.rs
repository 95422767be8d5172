//! The notice of a page, made from the flash cookie.

use outpost_db::cart::Line;
use outpost_domain::cart::LINES_MAX;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use outpost_web_shop::paths;
use outpost_web_shop::view::Notice;

use crate::flash::Flash;

/// The notice, with the product's name from the database; none about a product that no longer exists. Of what was added,
/// it leads back to the product and says what is missing for free delivery.
pub(crate) fn notice(
    flash: &Flash,
    line: Option<&Line>,
    prefix: MarketLocale,
    free_delivery_gap: Option<Money>,
) -> Option<Notice> {
    let name = || line.map(|line| line.title.clone());
    Some(match flash {
        Flash::Added(sku, quantity) => {
            let sold = line.filter(|line| line.unit.is_some());
            let back = sold.map(|line| paths::variant(prefix, &line.slug, sku.as_str()));
            Notice::Added { name: name()?, quantity: *quantity, back, free_delivery_gap }
        }
        Flash::Limited(_, quantity) => Notice::Limited { name: name()?, quantity: *quantity },
        Flash::Removed(_) => Notice::Removed { name: name()? },
        Flash::Restored(_) => Notice::Restored { name: name()? },
        Flash::SoldOut(_) => Notice::SoldOut { name: name()? },
        Flash::CartUpdated => Notice::CartUpdated,
        Flash::CartEmpty => Notice::CartEmpty,
        Flash::CartFull => Notice::CartFull { lines: LINES_MAX },
        Flash::HoldExtended => Notice::HoldExtended,
        Flash::OrderCancelled => Notice::OrderCancelled,
        Flash::BrowserForgotten => Notice::BrowserForgotten,
        Flash::PlacedBefore => Notice::PlacedBefore,
        Flash::Thanks | Flash::Declined(_) => return None,
    })
}
