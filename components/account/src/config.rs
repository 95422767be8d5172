//! The operator's configuration. Each instance reads it once.

use outpost_http::secrets::{Purpose, Secrets};
use outpost_http::site::{ConfigError, Site};
use outpost_platform::Settings;

/// What this component seals and opens.
const SECRETS: [Purpose; 6] =
    [Purpose::Orders, Purpose::Flash, Purpose::Consistency, Purpose::Session, Purpose::Credential, Purpose::Link];

/// The configuration of accounts.
#[derive(Clone, Debug)]
pub struct Config {
    /// Seal cookies, links and password hashes; the same in every region.
    pub secrets: Secrets,
    /// Where customers reach the shop.
    pub site: Site,
}

impl Config {
    /// Reads the variables that spin.toml declares. The error lists every one that is missing or invalid.
    pub async fn from_settings(settings: &dyn Settings) -> Result<Self, ConfigError> {
        let mut problems = Vec::new();
        let secrets = Secrets::read(settings, &SECRETS, &mut problems).await?;
        let site = Site::read(settings, &mut problems).await?;
        if !problems.is_empty() {
            return Err(ConfigError::Invalid(problems));
        }
        Ok(Self { secrets, site })
    }
}
