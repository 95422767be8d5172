//! The operator's configuration: secrets, addresses, limits. Each instance reads it once.

use std::sync::Arc;

use outpost_http::secrets::{Purpose, Secrets};
use outpost_http::site::{ConfigError, Site, switch};
use outpost_payment::{Providers, Sandbox, SandboxConfig};
use outpost_platform::{Http, Settings};

/// What the storefront seals.
const SECRETS: [Purpose; 6] =
    [Purpose::Cart, Purpose::Checkout, Purpose::Orders, Purpose::Flash, Purpose::Consistency, Purpose::Session];

/// The storefront's configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// Sign and encrypt cookies and form tokens; the same in every region.
    pub secrets: Secrets,
    /// Where shoppers reach the shop.
    pub site: Site,
    /// Whether the sandbox takes payments, which moves no money.
    pub test_payments: bool,
    /// The sandbox.
    pub sandbox: Option<SandboxConfig>,
    /// The deployed version.
    pub build_id: String,
}

impl Config {
    /// Reads the variables that spin.toml declares. The error lists every one that is missing or invalid.
    pub async fn from_settings(settings: &dyn Settings) -> Result<Self, ConfigError> {
        let mut problems = Vec::new();
        let secrets = Secrets::read(settings, &SECRETS, &mut problems).await?;
        let site = Site::read(settings, &mut problems).await?;
        let test_payments = switch(settings, "test_payments", &mut problems).await?;
        if site.is_https() && test_payments {
            problems.push("test_payments is \"on\", it must be \"off\" where public_url is https".to_owned());
        }
        let sandbox = SandboxConfig::read(settings, &mut problems).await?.filter(|_| test_payments);
        if test_payments && sandbox.is_none() {
            problems.push("test_payments is \"on\", which sandbox_url and sandbox_api_key must be set for".to_owned());
        }
        let build_id = settings.get("build_id").await?.unwrap_or_else(|| "dev".to_owned());
        if !problems.is_empty() {
            return Err(ConfigError::Invalid(problems));
        }
        Ok(Self { secrets, site, test_payments, sandbox, build_id })
    }

    /// The providers that take payments, reached through `http`.
    pub fn providers(&self, http: Arc<dyn Http>) -> Providers {
        match &self.sandbox {
            Some(sandbox) => Providers::default().with(Arc::new(Sandbox::new(http, sandbox.clone()))),
            None => Providers::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use outpost_http::testing::{FixedSettings, ready};

    use super::*;

    #[test]
    fn every_invalid_variable_is_listed_at_once() {
        let settings =
            FixedSettings::with_secrets(&[("cart_secret", "short"), ("public_url", "shop"), ("test_payments", "yes")]);
        let Err(ConfigError::Invalid(problems)) = ready(Config::from_settings(&settings)) else {
            panic!("accepted");
        };
        assert_eq!(problems.len(), 3, "{problems:?}");
    }

    #[test]
    fn a_whole_configuration_is_read() {
        let pairs = [("public_url", "https://shop.example/"), ("trusted_proxies", "hops=2")];
        let settings = FixedSettings::with_secrets(&pairs);
        let config = ready(Config::from_settings(&settings)).expect("a configuration");
        assert!(config.site.is_https() && !config.test_payments);
        assert!(!format!("{config:?}").contains("tests only"), "no secret is shown");
    }

    fn problems(pairs: &[(&str, &str)]) -> Vec<String> {
        match ready(Config::from_settings(&FixedSettings::with_secrets(pairs))) {
            Ok(_) => Vec::new(),
            Err(ConfigError::Invalid(problems)) => problems,
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn a_shop_that_takes_orders_for_no_money_does_not_start_under_an_https_address() {
        let check = |url: &str, payments: &str, valid: bool| {
            let pairs = [
                ("public_url", url),
                ("test_payments", payments),
                ("trusted_proxies", "none"),
                ("sandbox_url", "http://127.0.0.1:3050"),
                ("sandbox_api_key", "key"),
            ];
            assert_eq!(problems(&pairs).is_empty(), valid, "{url} {payments}");
        };
        check("https://shop.example", "on", false);
        check("https://shop.example", "off", true);
        check("http://127.0.0.1:3000", "on", true);
    }
}
