//! Refusals of commands in words.

use outpost_db::command::CommandRefusal;
use outpost_http::Failure;
use outpost_web_admin::view::Notice;
use outpost_web_ui::localizer::Localizer;

/// A permission that was taken away after its route was opened, or that the route did not demand.
pub(crate) const FORBIDDEN: Failure = Failure::Forbidden("this needs a permission that you do not have");

/// Why a command did not happen.
pub(crate) trait Refusal {
    /// What the person who sent it is told. What no form can mend is a failure of the request.
    fn notice(self, l10n: Localizer) -> Result<Notice, Failure>;
}

impl Refusal for CommandRefusal {
    fn notice(self, l10n: Localizer) -> Result<Notice, Failure> {
        match self {
            Self::Forbidden => Err(FORBIDDEN),
            Self::SessionEnded => Err(Failure::Forbidden("your session has ended")),
            Self::RepeatedOtherwise => Ok(Notice::error(l10n.text("inventory-refused-repeated"))),
        }
    }
}
