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
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use outpost_http::testing::{FixedSettings, ready};

    use super::*;

    fn read(url: &str, pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let always = [("public_url", url), ("trusted_proxies", "none")];
        ready(Config::from_settings(&FixedSettings::with_secrets(&[&always, pairs].concat())))
    }

    fn problems(url: &str, pairs: &[(&str, &str)]) -> Vec<String> {
        match read(url, pairs) {
            Ok(_) => Vec::new(),
            Err(ConfigError::Invalid(problems)) => problems,
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn a_shop_under_an_https_address_shows_nobody_the_mails() {
        let check = |url: &str, mailbox: &str, is_valid: bool| {
            assert_eq!(problems(url, &[("dev_mailbox", mailbox)]).is_empty(), is_valid, "{url} {mailbox}");
        };
        check("https://shop.example", "on", false);
        check("https://shop.example", "off", true);
        check("http://127.0.0.1:3000", "on", true);
    }

    #[test]
    fn mails_go_out_with_a_sender_a_service_and_a_key() {
        let (key, short) = (STANDARD.encode([7; 64]), STANDARD.encode([7; 31]));
        let check = |endpoint: &str, key: &str, sender: &str, expect: &[&str]| {
            let pairs = [("mail_endpoint", endpoint), ("mail_access_key", key), ("mail_sender", sender)];
            assert_eq!(problems("http://127.0.0.1:3000", &pairs), expect);
        };
        let endpoint = "https://shop.communication.azure.com/";
        check(endpoint, &key, "shop@shop.example", &[]);
        check("", "", "", &[]);
        let unset = [
            "mail_endpoint is not set, it must be http(s)://host[:port]",
            "mail_access_key is not set, which mail_sender demands",
        ];
        check("", "", "shop@shop.example", &unset);
        check(endpoint, "key!", "shop@shop.example", &["mail_access_key is not base64"]);
        check(endpoint, &short, "shop@shop.example", &["mail_access_key has 31 bytes, it needs at least 32"]);
        check(endpoint, &key, "shop", &["mail_sender is \"shop\", it must be a mail address"]);
    }

    #[test]
    fn the_key_of_the_mail_service_is_not_shown() {
        let key = STANDARD.encode([7; 64]);
        let pairs = [
            ("mail_endpoint", "https://mail.example"),
            ("mail_access_key", &*key),
            ("mail_sender", "shop@shop.example"),
        ];
        let shown = format!("{:?}", read("http://127.0.0.1:3000", &pairs).expect("a configuration"));
        assert!(shown.contains("https://mail.example") && !shown.contains("7, 7"), "{shown}");
    }
}
