//! Ids of commands on an order: the same step of the same order always has the same id.

use outpost_domain::ids::{CommandId, OrderId};
use outpost_domain::order::OrderNumber;
use outpost_http::seal;
use outpost_http::secrets::{Purpose, Secrets};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::failure::Failure;

const LABEL: &str = "challenge";

/// How long a challenge stays valid, in seconds.
const CHALLENGE_SECONDS: i64 = 15 * 60;

/// The id of the `count`th step of a kind on an order (a version 8 UUID). A retry has the same id, the next step another.
pub(crate) fn command_id(order: OrderId, kind: &str, count: usize) -> CommandId {
    let digest = Sha256::new()
        .chain_update(order.uuid().as_bytes())
        .chain_update(kind)
        .chain_update(count.to_string())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    CommandId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// The step that a page's form is for, as its hidden field says: one of the `count` steps that are over, or the next.
pub(crate) fn step_number(text: &str, count: usize) -> usize {
    text.parse().map_or(count, |number: usize| number.min(count))
}

/// A 3-D Secure challenge under way, sealed into its form.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Challenge {
    /// The order it pays.
    number: OrderNumber,
    /// The attempt that it belongs to.
    attempt: Uuid,
}

impl Challenge {
    /// A challenge for an attempt to pay an order.
    pub fn new(number: &OrderNumber, attempt: CommandId) -> Self {
        Self { number: number.clone(), attempt: attempt.uuid() }
    }

    /// The text of the hidden field `challenge`.
    pub fn seal(&self, secrets: &Secrets, now: i64) -> Result<String, Failure> {
        Ok(seal::seal(secrets.keys(Purpose::Checkout)?, LABEL, &serde_json::to_string(self)?, now))
    }

    /// Whether a hidden field holds a challenge that was made for this attempt on this order and is still valid.
    pub fn is_valid(secrets: &Secrets, token: &str, number: &OrderNumber, attempt: CommandId, now: i64) -> bool {
        let keys = secrets.keys(Purpose::Checkout).ok();
        let text = keys.and_then(|keys| seal::open(keys, LABEL, token, now, CHALLENGE_SECONDS));
        let challenge: Option<Self> = text.and_then(|text| serde_json::from_str(&text).ok());
        challenge.is_some_and(|challenge| challenge.number == *number && challenge.attempt == attempt.uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_step_of_an_order_has_the_same_id_and_the_next_has_another() {
        let order = OrderId::new(Uuid::from_u128(1));
        let id = command_id(order, "paid", 0);
        assert_eq!(id, command_id(order, "paid", 0));
        let others = [
            command_id(order, "paid", 1),
            command_id(order, "declined", 0),
            command_id(OrderId::new(Uuid::from_u128(2)), "paid", 0),
        ];
        assert!(others.iter().all(|other| *other != id));
        assert_eq!(id.uuid().get_version_num(), 8);
    }
}
