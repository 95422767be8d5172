//! Bank transfer: the money arrives days later and is matched by hand. There is no card to charge.

use outpost_domain::order::TRANSFER_HOLD_SECONDS;

use super::card::Card;
use super::gateway::{Gateway, GatewayResponse};

/// The gateway of bank transfers.
pub(crate) struct ManualGateway;

impl Gateway for ManualGateway {
    fn hold_seconds(&self) -> i64 {
        TRANSFER_HOLD_SECONDS
    }

    fn pays_here(&self) -> bool {
        false
    }

    fn charge(&self, _: &Card) -> GatewayResponse {
        GatewayResponse::NoAnswer
    }

    fn complete_challenge(&self, _: bool) -> GatewayResponse {
        GatewayResponse::NoAnswer
    }
}
