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
    /// The proxies in front of the host whose `x-forwarded-for` names the client.
    pub trusted_proxies: TrustedProxies,
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

/// The proxies in front of the host that are trusted to name the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrustedProxies {
    /// Clients connect to the host itself.
    None,
    /// Every request passes so many proxies, each of which appends its peer to `x-forwarded-for`.
    Hops(u8),
}

impl TrustedProxies {
    /// How many proxies a request passes.
    pub(crate) fn hops(self) -> usize {
        match self {
            Self::None => 0,
            Self::Hops(hops) => hops.into(),
        }
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
        let is_https = public_url.starts_with("https://");
        if is_https && test_payments {
            problems.push("test_payments is \"on\", it must be \"off\" where public_url is https".to_owned());
        }
        let trusted_proxies = trusted_proxies(settings, is_https, &mut problems).await?;
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
        Ok(Self { key, public_url, test_payments, writes_per_minute, build_id, trusted_proxies, bank, company })
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

/// The variable `trusted_proxies`. Shoppers reach an https address through a proxy as a rule, so the choice must be explicit
/// there: without it all of them would share one rate limit.
async fn trusted_proxies(
    settings: &dyn Settings,
    is_https: bool,
    problems: &mut Vec<String>,
) -> Result<TrustedProxies, HostError> {
    let text = settings.get("trusted_proxies").await?.unwrap_or_default();
    let hops = text.strip_prefix("hops=").and_then(|hops| hops.parse().ok()).filter(|hops| (1..=9).contains(hops));
    let problem = match (text.as_str(), hops) {
        ("none", _) => return Ok(TrustedProxies::None),
        (_, Some(hops)) => return Ok(TrustedProxies::Hops(hops)),
        ("", None) if !is_https => return Ok(TrustedProxies::None),
        ("", None) => "is not set, which public_url with https demands".to_owned(),
        _ => format!("is {text:?}"),
    };
    problems.push(format!(
        "trusted_proxies {problem}: set \"none\" where clients connect to this host itself, or \"hops=1\" where every \
         request passes one proxy that appends its peer to x-forwarded-for"
    ));
    Ok(TrustedProxies::None)
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
        let settings = FixedSettings::new(&[
            ("secret_key", &secret),
            ("public_url", "https://shop.example/"),
            ("trusted_proxies", "hops=2"),
        ]);
        let config = block_on(Config::from_settings(&settings)).expect("a configuration");
        assert_eq!((config.public_url.as_str(), config.writes_per_minute), ("https://shop.example", 60));
        assert!(config.is_https() && !config.test_payments);
        assert_eq!(config.trusted_proxies, TrustedProxies::Hops(2));
        assert!(!format!("{config:?}").contains("ssss"), "the secret is not shown");
    }

    fn problems(pairs: &[(&str, &str)]) -> Vec<String> {
        let secret = "s".repeat(64);
        let pairs: Vec<_> = [("secret_key", secret.as_str())].into_iter().chain(pairs.iter().copied()).collect();
        match block_on(Config::from_settings(&FixedSettings::new(&pairs))) {
            Ok(_) => Vec::new(),
            Err(ConfigError::Invalid(problems)) => problems,
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn an_https_address_demands_an_explicit_choice_of_trusted_proxies() {
        let check = |url: &str, proxies: &str, valid: bool| {
            let problems = problems(&[("public_url", url), ("trusted_proxies", proxies)]);
            assert_eq!(problems.is_empty(), valid, "{url} {proxies:?}: {problems:?}");
            assert!(problems.iter().all(|problem| problem.starts_with("trusted_proxies")), "{problems:?}");
        };
        check("https://shop.example", "", false);
        check("https://shop.example", "none", true);
        check("https://shop.example", "hops=1", true);
        check("http://127.0.0.1:3000", "", true);
        check("http://127.0.0.1:3000", "hops=1", true);
        for wrong in ["on", "hops=0", "hops=10", "hops=", "1", "hops=-1"] {
            check("http://127.0.0.1:3000", wrong, false);
        }
    }

    #[test]
    fn a_shop_that_takes_orders_for_no_money_does_not_start_under_an_https_address() {
        let check = |url: &str, payments: &str, valid: bool| {
            let pairs = [("public_url", url), ("test_payments", payments), ("trusted_proxies", "none")];
            assert_eq!(problems(&pairs).is_empty(), valid, "{url} {payments}");
        };
        check("https://shop.example", "on", false);
        check("https://shop.example", "off", true);
        check("http://127.0.0.1:3000", "on", true);
    }
}
