//! The operator's configuration: secrets, address, limits. Each instance reads it once.

use outpost_http::secrets::{Purpose, Secrets};
use outpost_http::site::{ConfigError, Site};
use outpost_platform::Settings;

/// The panel's configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// Seal sessions and credentials; the same in every region.
    pub secrets: Secrets,
    /// Where staff reach the panel.
    pub site: Site,
}

impl Config {
    /// Reads the variables that spin.toml declares. The error lists every one that is missing or invalid.
    ///
    /// # Errors
    /// When a variable is missing or invalid, or cannot be read.
    pub async fn from_settings(settings: &dyn Settings) -> Result<Self, ConfigError> {
        let mut problems = Vec::new();
        let secrets = Secrets::read(settings, &[Purpose::AdminSession, Purpose::Consistency], &mut problems).await?;
        let site = Site::read(settings, &mut problems).await?;
        if problems.is_empty() { Ok(Self { secrets, site }) } else { Err(ConfigError::Invalid(problems)) }
    }
}
