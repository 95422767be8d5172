//! The operator's configuration: secrets, addresses, limits. Each instance reads it once.

use std::fmt;

use cookie::Key;
use outpost_platform::{HostError, Settings};
use outpost_web_shop::view::{BankAccount, Company};
use sha2::{Digest, Sha512};

use crate::content::company;
use crate::payment::bank;

const SECRET_MIN: usize = 64;
const LIMIT_DEFAULT: u32 = 60;

/// The storefront's configuration.
#[derive(Clone)]
pub struct Config {
    /// Signs and encrypts cookies and form tokens; the same in every region.
    pub key: Key,
    /// The address at which shoppers reach the shop, without a trailing slash, e.g. `https://shop.example`.
    pub public_url: String,
    /// Whether the built-in test gateway takes orders.
    pub test_payments: bool,
    /// Writes that one client may make a minute. 0 means no limit, also for attempts to track orders.
    pub writes_per_minute: u32,
    /// The deployed version.
    pub build_id: String,
    /// Whether `x-forwarded-for` names the client: only behind a proxy of our own that sets it.
    pub trust_forwarded_for: bool,
    /// The account for bank transfers. Where it is not set, orders say how to ask for it.
    pub bank: Option<BankAccount>,
    /// The company that runs the shop, for the page that the law requires.
    pub company: Company,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("public_url", &self.public_url).field("build_id", &self.build_id).finish()
    }
}

/// Why the storefront does not start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Lists every variable that is missing or invalid, with its expected value.
    #[error("the storefront cannot start: {}", .0.join("; "))]
    Invalid(Vec<String>),
    /// The variables could not be read.
    #[error(transparent)]
    Host(#[from] HostError),
}

impl Config {
    /// Reads the variables that spin.toml declares. The error lists every one that is missing or invalid.
    pub async fn from_settings(settings: &dyn Settings) -> Result<Self, ConfigError> {
        let mut problems = Vec::new();
        let secret = settings.get("secret_key").await?.unwrap_or_default();
        if secret.len() < SECRET_MIN {
            problems.push(format!("secret_key has {} bytes, it needs at least {SECRET_MIN}", secret.len()));
        }
        let public_url = settings.get("public_url").await?.unwrap_or_default().trim_end_matches('/').to_owned();
        if !is_origin(&public_url) {
            problems.push(format!("public_url is {public_url:?}, it must be http(s)://host[:port]"));
        }
        let test_payments = switch(settings, "test_payments", &mut problems).await?;
        let trust_forwarded_for = switch(settings, "trust_forwarded_for", &mut problems).await?;
        let limit = settings.get("rate_limit_writes_per_minute").await?;
        let writes_per_minute = limit.as_deref().map_or(Ok(LIMIT_DEFAULT), str::parse).unwrap_or_else(|_| {
            problems.push("rate_limit_writes_per_minute must be a whole number, 0 for no limit".to_owned());
            0
        });
        let bank = bank::account(settings, &mut problems).await?;
        let company = company::read(settings).await?;
        let build_id = settings.get("build_id").await?.unwrap_or_else(|| "dev".to_owned());
        if !problems.is_empty() {
            return Err(ConfigError::Invalid(problems));
        }
        let key = key(&secret);
        Ok(Self { key, public_url, test_payments, writes_per_minute, build_id, trust_forwarded_for, bank, company })
    }

    /// Whether shoppers reach the shop over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// The key of cookies and tokens: a hash of the secret, so that the secret may have any length of at least 64 bytes.
fn key(secret: &str) -> Key {
    let digest = Sha512::new().chain_update(b"outpost cookies 1\0").chain_update(secret).finalize();
    Key::from(&digest)
}

async fn switch(settings: &dyn Settings, name: &str, problems: &mut Vec<String>) -> Result<bool, HostError> {
    match settings.get(name).await?.as_deref() {
        None | Some("off") => Ok(false),
        Some("on") => Ok(true),
        Some(other) => {
            problems.push(format!("{name} is {other:?}, it must be \"on\" or \"off\""));
            Ok(false)
        }
    }
}

fn is_origin(url: &str) -> bool {
    let Some((scheme, host)) = url.split_once("://") else { return false };
    matches!(scheme, "http" | "https")
        && !host.is_empty()
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::settings::{FixedSettings, block_on};

    #[test]
    fn every_invalid_variable_is_listed_at_once() {
        let settings = FixedSettings::new(&[("secret_key", "short"), ("public_url", "shop"), ("test_payments", "yes")]);
        let Err(ConfigError::Invalid(problems)) = block_on(Config::from_settings(&settings)) else {
            panic!("accepted");
        };
        assert_eq!(problems.len(), 3, "{problems:?}");
    }

    #[test]
    fn a_whole_configuration_is_read() {
        let secret = "s".repeat(64);
        let settings = FixedSettings::new(&[("secret_key", &secret), ("public_url", "https://shop.example/")]);
        let config = block_on(Config::from_settings(&settings)).expect("a configuration");
        assert_eq!((config.public_url.as_str(), config.writes_per_minute), ("https://shop.example", 60));
        assert!(config.is_https() && !config.test_payments);
        assert!(!format!("{config:?}").contains("ssss"), "the secret is not shown");
    }
}
