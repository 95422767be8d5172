//! Secrets: one for each purpose, so that a component holds only those that it uses.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use cookie::Key;
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
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 5] = [Self::Cart, Self::Checkout, Self::Orders, Self::Flash, Self::Consistency];

    const fn label(self) -> &'static str {
        match self {
            Self::Cart => "cart",
            Self::Checkout => "checkout",
            Self::Orders => "orders",
            Self::Flash => "flash",
            Self::Consistency => "consistency",
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
                .chain_update(purpose.label())
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
    /// Keys for every purpose, all from one secret.
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
#[error("the component was not given the secret of {}", .0.label())]
pub struct MissingSecret(Purpose);

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
