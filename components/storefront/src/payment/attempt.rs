//! Ids of commands on an order: the same step of the same order always has the same id.

use outpost_db::order::Order;
use outpost_domain::ids::{CommandId, OrderId, PaymentId};
use outpost_domain::payment::{PaymentMethod, PaymentState};
use sha2::{Digest, Sha256};

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

/// The id of the `count`th attempt to pay an order in a way. Every press of the button on one page has the same id, so that
/// one payment is made; after an attempt failed, the next has another.
pub(crate) fn payment_id(order: OrderId, method: PaymentMethod, count: usize) -> PaymentId {
    PaymentId::new(command_id(order, &format!("payment {}", method.code()), count).uuid())
}

/// How many attempts to pay the order failed.
pub(super) fn failed(order: &Order) -> usize {
    let is_over = |state| matches!(state, PaymentState::Failed | PaymentState::Voided);
    order.payments.iter().filter(|payment| is_over(payment.state)).count()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_same_step_of_an_order_has_the_same_id_and_the_next_has_another() {
        let order = OrderId::new(Uuid::from_u128(1));
        let id = command_id(order, "hold", 0);
        assert_eq!(id, command_id(order, "hold", 0));
        let others = [
            command_id(order, "hold", 1),
            command_id(order, "cancelled", 0),
            command_id(OrderId::new(Uuid::from_u128(2)), "hold", 0),
        ];
        assert!(others.iter().all(|other| *other != id));
        assert_eq!(id.uuid().get_version_num(), 8);
    }

    #[test]
    fn ways_to_pay_have_attempts_of_their_own() {
        let order = OrderId::new(Uuid::from_u128(1));
        let id = payment_id(order, PaymentMethod::Card, 0);
        assert_eq!(id, payment_id(order, PaymentMethod::Card, 0));
        assert_ne!(id, payment_id(order, PaymentMethod::Card, 1));
        assert_ne!(id, payment_id(order, PaymentMethod::Transfer, 0));
    }
}
