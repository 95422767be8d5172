//! The operator's configuration. Each instance reads it once.

use std::sync::Arc;

use outpost_http::secrets::{Purpose, Secrets};
use outpost_http::site::{ConfigError, Site, switch};
use outpost_platform::{Clock, Http, Settings};

use crate::azure::{AzureConfig, AzureMail};
use crate::catch_all::CatchAll;
use crate::mailer::Mailer;

/// The configuration of this component.
#[derive(Clone, Debug)]
pub struct Config {
    /// Seal the links in mails.
    pub secrets: Secrets,
    /// Where the links lead.
    pub site: Site,
    /// Whether mails stay here, and a page shows them.
    pub dev_mailbox: bool,
    /// Azure Communication Services; `None`: no mail leaves the shop.
    pub azure: Option<AzureConfig>,
}

impl Config {
    /// Reads the variables that spin.toml declares. The error lists every one that is missing or invalid.
    pub async fn from_settings(settings: &dyn Settings) -> Result<Self, ConfigError> {
        let mut problems = Vec::new();
        let secrets = Secrets::read(settings, &[Purpose::Link], &mut problems).await?;
        let site = Site::read(settings, &mut problems).await?;
        let dev_mailbox = switch(settings, "dev_mailbox", &mut problems).await?;
        if site.is_https() && dev_mailbox {
            problems.push("dev_mailbox is \"on\", it must be \"off\" where public_url is https".to_owned());
        }
        let azure = AzureConfig::read(settings, &mut problems).await?;
        if !problems.is_empty() {
            return Err(ConfigError::Invalid(problems));
        }
        Ok(Self { secrets, site, dev_mailbox, azure })
    }

    /// Who takes mails: in development the mailbox, else who is configured.
    pub fn mailer(&self, http: Arc<dyn Http>, clock: Arc<dyn Clock>) -> Option<Arc<dyn Mailer>> {
        if self.dev_mailbox {
            return Some(Arc::new(CatchAll));
        }
        self.azure.clone().map(|config| Arc::new(AzureMail::new(http, clock, config)) as Arc<dyn Mailer>)
    }

    /// The host of the shop's address.
    pub(crate) fn host(&self) -> &str {
        let url = self.site.public_url.as_str();
        url.split_once("://").map_or(url, |(_, host)| host)
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use outpost_http::testing::{FixedSettings, ready};

    use super::*;

    fn check(url: &str, pairs: &[(&str, &str)], is_valid: bool) {
        let always = [("public_url", url), ("trusted_proxies", "none")];
        let config = ready(Config::from_settings(&FixedSettings::with_secrets(&[&always, pairs].concat())));
        assert_eq!(config.is_ok(), is_valid, "{url} {pairs:?}: {config:?}");
    }

    #[test]
    fn a_shop_under_an_https_address_shows_nobody_the_mails() {
        check("https://shop.example", &[("dev_mailbox", "on")], false);
        check("https://shop.example", &[("dev_mailbox", "off")], true);
        check("http://127.0.0.1:3000", &[("dev_mailbox", "on")], true);
    }

    #[test]
    fn mails_go_out_with_a_sender_and_a_key() {
        let key = STANDARD.encode([7; 64]);
        check("https://shop.example", &[("mail_sender", "shop@shop.example"), ("mail_access_key", &key)], true);
        check("https://shop.example", &[("mail_sender", "shop@shop.example")], false);
        check("https://shop.example", &[("mail_sender", "shop"), ("mail_access_key", &key)], false);
    }
}
