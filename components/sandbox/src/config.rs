//! The configuration, from the variables of `components/sandbox/spin.toml`.

use outpost_platform::{HostError, Settings};

/// The settings of the provider.
#[derive(Clone)]
pub struct Config {
    /// The bearer token of the shop.
    pub api_key: String,
    /// What webhooks are signed with.
    pub webhook_secret: String,
    /// Where shoppers reach the hosted page, without a slash at the end.
    pub public_url: String,
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A variable has no value.
    #[error("the variable {0} is not set")]
    Missing(&'static str),
    /// The host does not say.
    #[error(transparent)]
    Host(#[from] HostError),
}

impl Config {
    /// Reads the variables; none may be empty.
    pub async fn from_settings(settings: &dyn Settings) -> Result<Self, ConfigError> {
        let public_url = required(settings, "public_url").await?;
        Ok(Self {
            api_key: required(settings, "sandbox_api_key").await?,
            webhook_secret: required(settings, "sandbox_webhook_secret").await?,
            public_url: public_url.trim_end_matches('/').to_owned(),
        })
    }
}

async fn required(settings: &dyn Settings, name: &'static str) -> Result<String, ConfigError> {
    settings.given(name).await?.ok_or(ConfigError::Missing(name))
}
