//! The operator's configuration. Each instance reads it once.

use outpost_http::secrets::{Purpose, Secrets};
use outpost_http::site::{ConfigError, Site, switch};
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
    /// Whether the page that shows every mail exists.
    pub dev_mailbox: bool,
}

impl Config {
    /// Reads the variables that spin.toml declares. The error lists every one that is missing or invalid.
    pub async fn from_settings(settings: &dyn Settings) -> Result<Self, ConfigError> {
        let mut problems = Vec::new();
        let secrets = Secrets::read(settings, &SECRETS, &mut problems).await?;
        let site = Site::read(settings, &mut problems).await?;
        let dev_mailbox = switch(settings, "dev_mailbox", &mut problems).await?;
        if site.is_https() && dev_mailbox {
            problems.push("dev_mailbox is \"on\", it must be \"off\" where public_url is https".to_owned());
        }
        if !problems.is_empty() {
            return Err(ConfigError::Invalid(problems));
        }
        Ok(Self { secrets, site, dev_mailbox })
    }
}

#[cfg(test)]
mod tests {
    use outpost_http::testing::{FixedSettings, ready};

    use super::*;

    #[test]
    fn a_shop_under_an_https_address_shows_nobody_the_mails() {
        let check = |url: &str, mailbox: &str, valid: bool| {
            let settings = FixedSettings::with_secrets(&[
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
