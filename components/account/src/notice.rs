//! What just happened, carried over one redirect in a cookie.

use outpost_http::cookies::{Cookies, Kind};
use outpost_web_account::view::Notice;

/// Sets the notice for the next page.
pub(crate) fn set(cookies: &mut Cookies, notice: Notice) {
    let code = Notice::ALL.iter().find(|(known, _)| *known == notice).map_or("", |(_, code)| *code);
    cookies.set(Kind::Flash, format!("account-{code}"));
}

/// Takes the notice out of its cookie. A notice of the shop's own pages waits for them.
pub(crate) fn take(cookies: &mut Cookies) -> Option<Notice> {
    let text = cookies.get(Kind::Flash)?;
    let code = text.strip_prefix("account-")?;
    cookies.remove(Kind::Flash);
    Notice::ALL.iter().find(|(_, known)| *known == code).map(|(notice, _)| *notice)
}
