//! The session of a customer: a random id in a sealed cookie, which any region opens without a read.

use outpost_db::command::Sender;
use outpost_domain::ids::CustomerId;
use outpost_domain::principal::{Principal, SessionHash};

use crate::cookies::{Cookies, Kind};

/// Who a browser says it is. Whether the session is still open, its row tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerSession {
    /// The customer.
    pub customer_id: CustomerId,
    /// The hash of the session's id, as the database knows it.
    pub hash: SessionHash,
}

impl CustomerSession {
    /// The session of a request's cookies.
    pub fn read(cookies: &Cookies) -> Option<Self> {
        let text = cookies.get(Kind::Session)?;
        let (id, customer_id) = text.split_once('.')?;
        Some(Self { customer_id: customer_id.parse().ok()?, hash: SessionHash::of(id.as_bytes()) })
    }

    /// Gives a browser the session with this id, which nothing of its request has a part in.
    pub fn write(cookies: &mut Cookies, id: &str, customer_id: CustomerId) {
        cookies.set(Kind::Session, format!("{id}.{customer_id}"));
    }

    /// The customer as the sender of a command. `now` is in seconds since 1970.
    pub fn sender(&self, request_id: &str, now: i64) -> Sender {
        Sender {
            principal: Principal::Customer(self.customer_id),
            session: Some(self.hash.clone()),
            request_id: request_id.to_owned(),
            sent_at: now,
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use uuid::Uuid;

    use super::*;
    use crate::secrets::Secrets;

    #[test]
    fn a_session_survives_its_cookie_and_a_damaged_one_is_none() {
        let mut cookies = Cookies::read(&HeaderMap::new(), &Secrets::derive("a"), 0);
        assert_eq!(CustomerSession::read(&cookies), None);
        let customer_id = CustomerId::new(Uuid::from_u128(7));
        CustomerSession::write(&mut cookies, "id", customer_id);
        let expect = CustomerSession { customer_id, hash: SessionHash::of(b"id") };
        assert_eq!(CustomerSession::read(&cookies), Some(expect));
        for damaged in ["", "id", "id.", "id.x"] {
            cookies.set(Kind::Session, damaged.to_owned());
            assert_eq!(CustomerSession::read(&cookies), None, "{damaged}");
        }
    }
}
