//! The tokens in links of mails: the id of a row, which `outpost-dispatch` sealed. Nobody makes one who has only a copy of the
//! database.

use outpost_domain::account::TokenPurpose;
use outpost_domain::ids::AccountTokenId;
use outpost_http::Failure;
use outpost_http::seal;
use outpost_http::secrets::Purpose;

use crate::state::State;

/// The id of a token, if it was made here, for this purpose, and not too long ago. Its row decides whether it is used.
pub(crate) fn open_token(
    state: &State,
    purpose: TokenPurpose,
    token: &str,
    now: i64,
) -> Result<Option<AccountTokenId>, Failure> {
    let keys = state.config.secrets.keys(Purpose::Link)?;
    let opened = seal::open(keys, purpose.code(), token, now, purpose.ttl_seconds());
    Ok(opened.and_then(|id| id.parse().ok()))
}
