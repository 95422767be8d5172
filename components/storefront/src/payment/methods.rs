//! The ways to pay that a market offers, as far as this shop is configured for them.

use outpost_domain::payment::PaymentMethod;

use crate::layout::Layout;
use crate::state::State;

/// The ways to pay that the market of a page has switched on, the suggested one first. A way without a provider that is
/// configured is left out.
pub(crate) fn offered(state: &State, layout: &Layout) -> Vec<PaymentMethod> {
    let methods = layout.payment_methods.iter().filter_map(|code| code.parse().ok());
    methods.filter(|method: &PaymentMethod| state.providers.get(method.provider()).is_some()).collect()
}

/// Those of them that are paid on a provider's page.
pub(crate) fn hosted(state: &State, layout: &Layout) -> Vec<PaymentMethod> {
    offered(state, layout).into_iter().filter(|method| method.is_hosted()).collect()
}
