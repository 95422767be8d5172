//! How Azure Communication Services are reached.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use outpost_domain::account::Email;
use outpost_http::site::origin;
use outpost_platform::{HostError, Settings};

/// The fewest bytes of an access key.
const KEY_BYTES_MIN: usize = 32;

/// How Azure Communication Services are reached.
#[derive(Clone)]
pub struct AzureConfig {
    /// The resource's address, e.g. `https://shop.europe.communication.azure.com`, without a trailing slash.
    pub endpoint: String,
    /// The resource's access key, decoded.
    pub access_key: Vec<u8>,
    /// The address that mails come from; its domain is one of the resource's.
    pub sender: Email,
}

impl fmt::Debug for AzureConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AzureConfig").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

impl AzureConfig {
    /// Reads the variables `mail_…`; `None` where there is no `mail_sender`. Adds what is missing or invalid to `problems`.
    pub(crate) async fn read(settings: &dyn Settings, problems: &mut Vec<String>) -> Result<Option<Self>, HostError> {
        let Some(sender) = settings.given("mail_sender").await? else { return Ok(None) };
        let endpoint = origin(settings, "mail_endpoint", problems).await?;
        let access_key = match settings.given("mail_access_key").await? {
            None => Err("is not set, which mail_sender demands".to_owned()),
            Some(text) => access_key(&text),
        };
        let access_key = access_key.map_err(|problem| problems.push(format!("mail_access_key {problem}")));
        let sender =
            sender.parse().map_err(|_| problems.push(format!("mail_sender is {sender:?}, it must be a mail address")));
        let (Ok(access_key), Ok(sender)) = (access_key, sender) else { return Ok(None) };
        Ok(Some(Self { endpoint, access_key, sender }))
    }
}

/// The bytes of an access key, or what is wrong with it. The key itself is not shown.
fn access_key(text: &str) -> Result<Vec<u8>, String> {
    let key = STANDARD.decode(text).map_err(|_| "is not base64".to_owned())?;
    if key.len() < KEY_BYTES_MIN {
        return Err(format!("has {} bytes, it needs at least {KEY_BYTES_MIN}", key.len()));
    }
    Ok(key)
}
