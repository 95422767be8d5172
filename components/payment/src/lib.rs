//! Payment as a port: what every provider can do, and the providers.
//!
//! A provider is asked outside of any database transaction, after the attempt is stored and under the attempt's id as
//! idempotency key, so that asking again never charges twice. What it reports is recorded by `outpost_db::payment`.
//!
//! Invariant: card data never passes through here. Shoppers enter it on the provider's own page.

pub mod manual;
pub mod provider;
pub mod providers;
pub mod sandbox;
pub mod signature;
pub mod standing;

pub use manual::Manual;
pub use provider::{
    PaymentIntent, PaymentProvider, PaymentRequest, ProviderError, ProviderPayment, RefundOutcome, RefundRequest,
    WebhookError,
};
pub use providers::Providers;
pub use sandbox::{Sandbox, SandboxConfig};
pub use standing::{Standing, standing};
