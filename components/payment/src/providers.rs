//! The providers that a component is configured with.

use std::collections::BTreeMap;
use std::sync::Arc;

use outpost_domain::payment::PaymentProviderCode;

use crate::manual::Manual;
use crate::provider::PaymentProvider;

/// Providers by their codes. `manual` is always among them.
#[derive(Clone)]
pub struct Providers(BTreeMap<&'static str, Arc<dyn PaymentProvider>>);

impl Default for Providers {
    fn default() -> Self {
        Self(BTreeMap::new()).with(Arc::new(Manual))
    }
}

impl Providers {
    /// The same providers and one more.
    pub fn with(mut self, provider: Arc<dyn PaymentProvider>) -> Self {
        self.0.insert(provider.code().code(), provider);
        self
    }

    /// The provider, if it is configured.
    pub fn get(&self, code: PaymentProviderCode) -> Option<&dyn PaymentProvider> {
        self.0.get(code.code()).map(|provider| &**provider)
    }
}
