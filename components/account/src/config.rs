//! The operator's configuration. Each instance reads it once.

use outpost_http::secrets::{SECRET_BYTES_MIN, Secrets};
use outpost_http::site::{ConfigError, Site, switch};
use outpost_platform::Settings;

/// The configuration of accounts.
#[derive(Clone, Debug)]
pub struct Config {
    /// Seal cookies, links and password hashes; the same in every region.
    pub secrets: Secrets,
    /// Where customers reach the shop.
    pub site: Site,
    /// Whether the page that shows every mail exists.
    pub dev_mailbox: bool,
}

impl Config {
    /// Reads the variables that spin.toml declares. The error lists every one that is missing or invalid.
    pub async fn from_settings(settings: &dyn Settings) -> Result<Self, ConfigError> {
        let mut problems = Vec::new();
        let secret = settings.get("secret_key").await?.unwrap_or_default();
        if secret.len() < SECRET_BYTES_MIN {
            problems.push(format!("secret_key has {} bytes, it needs at least {SECRET_BYTES_MIN}", secret.len()));
        }
        let site = Site::read(settings, &mut problems).await?;
        let dev_mailbox = switch(settings, "dev_mailbox", &mut problems).await?;
        if site.is_https() && dev_mailbox {
            problems.push("dev_mailbox is \"on\", it must be \"off\" where public_url is https".to_owned());
        }
        if !problems.is_empty() {
            return Err(ConfigError::Invalid(problems));
        }
        Ok(Self { secrets: Secrets::derive(&secret), site, dev_mailbox })
    }
}

#[cfg(test)]
mod tests {
    use outpost_http::testing::{FixedSettings, ready};

    use super::*;

    #[test]
    fn a_shop_under_an_https_address_shows_nobody_the_mails() {
        let secret = "s".repeat(64);
        let check = |url: &str, mailbox: &str, valid: bool| {
            let settings = FixedSettings::new(&[
                ("secret_key", &secret),
                ("public_url", url),
                ("trusted_proxies", "none"),
                ("dev_mailbox", mailbox),
            ]);
            assert_eq!(ready(Config::from_settings(&settings)).is_ok(), valid, "{url} {mailbox}");
        };
        check("https://shop.example", "on", false);
        check("https://shop.example", "off", true);
        check("http://127.0.0.1:3000", "on", true);
    }
}
