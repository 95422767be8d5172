//! New sessions.

use outpost_db::account::NewSession;
use outpost_db::command::SessionHash;
use outpost_platform::Entropy;

pub(crate) use outpost_http::customer_session::CustomerSession as Session;

/// The bytes of a session's id.
const ID_BYTES: usize = 32;

/// A new session's id, for the browser, and the session, for the database. Nothing of the request has a part in the id.
pub(crate) fn draw(entropy: &dyn Entropy, user_agent: &str) -> (String, NewSession) {
    let mut bytes = [0; ID_BYTES];
    entropy.fill(&mut bytes);
    let id: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let session = NewSession { hash: SessionHash::of(id.as_bytes()), user_agent: user_agent.to_owned() };
    (id, session)
}
