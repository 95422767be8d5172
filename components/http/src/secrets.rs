//! Secrets: one for each purpose, so that a component holds only those that it uses.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use cookie::Key;
use outpost_platform::{HostError, Settings};
use sha2::{Digest, Sha512};

/// The fewest bytes of a secret.
pub const SECRET_BYTES_MIN: usize = 64;

/// What a secret protects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// The cart.
    Cart,
    /// The checkout that is under way, and the token of its review.
    Checkout,
    /// The orders that a browser may see.
    Orders,
    /// Messages for the next page.
    Flash,
    /// Consistency tokens.
    Consistency,
    /// Sessions of customers.
    Session,
    /// Sessions of staff.
    AdminSession,
    /// Hashes of passwords and other credentials, as the database keeps them.
    Credential,
    /// Links in mails about accounts.
    Link,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 9] = [
        Self::Cart,
        Self::Checkout,
        Self::Orders,
        Self::Flash,
        Self::Consistency,
        Self::Session,
        Self::AdminSession,
        Self::Credential,
        Self::Link,
    ];

    /// The variable that holds the secret. The variable with the ending `_previous` holds the one before it.
    pub const fn variable(self) -> &'static str {
        match self {
            Self::Cart => "cart_secret",
            Self::Checkout => "checkout_secret",
            Self::Orders => "orders_secret",
            Self::Flash => "flash_secret",
            Self::Consistency => "consistency_secret",
            Self::Session => "session_secret",
            Self::AdminSession => "admin_session_secret",
            Self::Credential => "credentials_secret",
            Self::Link => "account_link_secret",
        }
    }
}

/// The keys of one purpose. The current key seals; the previous one still opens what it sealed before a rotation.
#[derive(Clone)]
pub struct Keys {
    current: Key,
    previous: Option<Key>,
}

impl Keys {
    /// Derives the keys from secrets of any length from [`SECRET_BYTES_MIN`] on.
    pub fn derive(purpose: Purpose, current: &str, previous: Option<&str>) -> Self {
        let key = |secret: &str| {
            let digest = Sha512::new()
                .chain_update("outpost 2\0")
                .chain_update(purpose.variable())
                .chain_update([0])
                .chain_update(secret)
                .finalize();
            Key::from(&digest)
        };
        Self { current: key(current), previous: previous.map(key) }
    }

    /// The key that seals.
    pub(crate) fn current(&self) -> &Key {
        &self.current
    }

    /// The keys that open, the current one first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.current).chain(&self.previous)
    }
}

/// The keys that a component was given.
#[derive(Clone, Default)]
pub struct Secrets(Arc<BTreeMap<Purpose, Keys>>);

impl Secrets {
    /// Reads the secrets of these purposes. Adds every one that is missing or too short to `problems`.
    ///
    /// # Errors
    /// When the host cannot give the variables.
    pub async fn read(
        settings: &dyn Settings,
        purposes: &[Purpose],
        problems: &mut Vec<String>,
    ) -> Result<Self, HostError> {
        let mut keys = BTreeMap::new();
        for &purpose in purposes {
            let name = purpose.variable();
            let (current, previous) = (settings.given(name).await?, settings.given(&format!("{name}_previous")).await?);
            let length = current.as_ref().map_or(0, String::len);
            if length < SECRET_BYTES_MIN {
                problems.push(format!("{name} has {length} bytes, it needs at least {SECRET_BYTES_MIN}"));
            }
            if previous.as_ref().is_some_and(|previous| previous.len() < SECRET_BYTES_MIN) {
                problems.push(format!("{name}_previous needs at least {SECRET_BYTES_MIN} bytes, or none"));
            }
            if let Some(current) = current {
                keys.insert(purpose, Keys::derive(purpose, &current, previous.as_deref()));
            }
        }
        Ok(Self(Arc::new(keys)))
    }

    /// Keys for every purpose, all from one secret.
    #[cfg(any(test, feature = "testing"))]
    pub fn derive(secret: &str) -> Self {
        Self(Arc::new(Purpose::ALL.into_iter().map(|purpose| (purpose, Keys::derive(purpose, secret, None))).collect()))
    }

    /// The keys of a purpose.
    ///
    /// # Errors
    /// When the component was not given them.
    pub fn keys(&self, purpose: Purpose) -> Result<&Keys, MissingSecret> {
        self.0.get(&purpose).ok_or(MissingSecret(purpose))
    }
}

/// The component was not given a secret that it uses: a mistake in spin.toml.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the component was not given {}", .0.variable())]
pub struct MissingSecret(Purpose);

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{FixedSettings, ready};

    fn read(pairs: &[(&str, &str)], purposes: &[Purpose]) -> (Secrets, Vec<String>) {
        let mut problems = Vec::new();
        let secrets = ready(Secrets::read(&FixedSettings::new(pairs), purposes, &mut problems)).expect("settings");
        (secrets, problems)
    }

    #[test]
    fn a_component_has_the_secrets_that_it_asked_for_and_no_others() {
        let long = "s".repeat(64);
        let pairs = [("cart_secret", long.as_str()), ("orders_secret", &long), ("cart_secret_previous", "")];
        let (secrets, problems) = read(&pairs, &[Purpose::Cart]);
        assert_eq!(problems, [""; 0]);
        assert!(secrets.keys(Purpose::Cart).is_ok());
        assert_eq!(secrets.keys(Purpose::Orders).err(), Some(MissingSecret(Purpose::Orders)));
        assert!(!format!("{secrets:?}").contains("ssss"), "no secret is shown");
    }

    #[test]
    fn a_missing_or_short_secret_is_a_problem() {
        let long = "s".repeat(64);
        let pairs = [("cart_secret", "short"), ("flash_secret", long.as_str()), ("flash_secret_previous", "short")];
        let (_, problems) = read(&pairs, &[Purpose::Cart, Purpose::Orders, Purpose::Flash]);
        let names: Vec<&str> = problems.iter().filter_map(|problem| problem.split(' ').next()).collect();
        assert_eq!(names, ["cart_secret", "orders_secret", "flash_secret_previous"]);
        assert!(!problems.concat().contains("short,"), "no secret is shown");
    }
}
