//! The payment providers, from the operator's variables.

use std::sync::Arc;

use outpost_payment::{Providers, Sandbox, SandboxConfig};
use outpost_platform::{Http, Settings};

/// The providers that the variables name. One that is not configured as it should be is left out, with the cause in the
/// log: health and the other jobs work on.
pub async fn providers(settings: &dyn Settings, http: Arc<dyn Http>) -> Providers {
    let mut problems = Vec::new();
    let sandbox = SandboxConfig::read(settings, &mut problems).await.unwrap_or_else(|error| {
        problems.push(error.to_string());
        None
    });
    for problem in &problems {
        eprintln!("{problem}");
    }
    match sandbox.filter(|_| problems.is_empty()) {
        Some(sandbox) => Providers::default().with(Arc::new(Sandbox::new(http, sandbox))),
        None => Providers::default(),
    }
}
