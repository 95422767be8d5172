//! The gateways that exist, and those that the shop offers.

use outpost_domain::payment::PaymentGateway;

use super::gateway::Gateway;
use super::manual_gateway::ManualGateway;
use super::test_gateway::TestGateway;
use crate::state::State;

/// The gateway of a way to pay.
pub(crate) fn for_kind(kind: PaymentGateway) -> &'static dyn Gateway {
    match kind {
        PaymentGateway::Test => &TestGateway,
        PaymentGateway::Manual => &ManualGateway,
    }
}

/// The ways to pay that are offered, the suggested one first.
pub(crate) fn offered(state: &State) -> Vec<PaymentGateway> {
    let test = state.config.test_payments.then_some(PaymentGateway::Test);
    test.into_iter().chain([PaymentGateway::Manual]).collect()
}
