//! How Azure Communication Services are reached.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use outpost_domain::account::Email;
use outpost_platform::{HostError, Settings};

/// How Azure Communication Services are reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AzureConfig {
    /// The resource's address, e.g. `https://shop.europe.communication.azure.com`, without a trailing slash.
    pub endpoint: String,
    /// The resource's access key, decoded.
    pub access_key: Vec<u8>,
    /// The address that mails come from; its domain is one of the resource's.
    pub sender: Email,
}

impl AzureConfig {
    /// Reads the variables `mail_…`; `None` where there is no `mail_sender`.
    pub(crate) async fn read(settings: &dyn Settings, problems: &mut Vec<String>) -> Result<Option<Self>, HostError> {
        let text = async |name| Ok::<_, HostError>(settings.get(name).await?.unwrap_or_default());
        let sender = text("mail_sender").await?;
        if sender.is_empty() {
            return Ok(None);
        }
        let endpoint = text("mail_endpoint").await?.trim_end_matches('/').to_owned();
        let key = STANDARD.decode(text("mail_access_key").await?).unwrap_or_default();
        if key.len() < 32 {
            problems.push("mail_access_key must be an access key of Azure Communication Services".to_owned());
        }
        let Ok(sender) = sender.parse() else {
            problems.push(format!("mail_sender is {sender:?}, it must be a mail address"));
            return Ok(None);
        };
        Ok(Some(Self { endpoint, access_key: key, sender }))
    }
}
