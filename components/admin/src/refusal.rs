//! Refusals of commands in words.

use outpost_http::Failure;
use outpost_web_admin::view::Notice;
use outpost_web_ui::localizer::Localizer;

/// A session that ended after its route was opened.
pub(crate) const SESSION_ENDED: Failure = Failure::Forbidden("your session has ended");
/// A permission that was taken away after its route was opened, or that the route did not demand.
pub(crate) const FORBIDDEN: Failure = Failure::Forbidden("this needs a permission that you do not have");

/// Why a command did not happen.
pub(crate) trait Refusal {
    /// What the person who sent it is told. What no form can mend is a failure of the request.
    fn notice(self, l10n: Localizer) -> Result<Notice, Failure>;
}
