//! The variables of a sandbox.

use std::fmt;

use outpost_platform::{HostError, Settings};

use crate::signature::Secrets;

/// Where a sandbox is, and what it and the shop share.
#[derive(Clone)]
pub struct SandboxConfig {
    /// Where it is, without a trailing slash, e.g. `http://127.0.0.1:3050`.
    pub origin: String,
    /// Names this shop to it.
    pub api_key: String,
    /// The secrets that its webhooks are signed with; empty in components that receive none.
    pub webhook_secrets: Secrets,
}

impl fmt::Debug for SandboxConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxConfig").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl SandboxConfig {
    /// Reads the variables; `None` where `sandbox_url` or `sandbox_api_key` is empty. Adds what is invalid to `problems`.
    pub async fn read(settings: &dyn Settings, problems: &mut Vec<String>) -> Result<Option<Self>, HostError> {
        let (Some(origin), Some(api_key)) =
            (settings.given("sandbox_url").await?, settings.given("sandbox_api_key").await?)
        else {
            return Ok(None);
        };
        let origin = origin.trim_end_matches('/').to_owned();
        if !origin.starts_with("http://") && !origin.starts_with("https://") {
            problems.push(format!("sandbox_url is {origin:?}, it must be http(s)://host[:port]"));
        }
        let secret = async |name| Ok::<_, HostError>(settings.given(name).await?.unwrap_or_else(String::new));
        let webhook_secrets = Secrets {
            current: secret("sandbox_webhook_secret").await?,
            previous: secret("sandbox_webhook_secret_previous").await?,
        };
        Ok(Some(Self { origin, api_key, webhook_secrets }))
    }
}
