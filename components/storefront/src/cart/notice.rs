//! The notice of a page, made from the flash cookie.

use outpost_db::cart::Line;
use outpost_domain::cart::LINES_MAX;
use outpost_web_shop::view::Notice;

use crate::cookies::flash::Flash;

/// The notice, with the product's name from the database; none about a product that no longer exists.
pub(crate) fn notice(flash: &Flash, line: Option<&Line>) -> Option<Notice> {
    let name = || line.map(|line| line.title.clone());
    Some(match flash {
        Flash::Added(_, quantity) => Notice::Added { name: name()?, quantity: *quantity },
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
