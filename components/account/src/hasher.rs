//! The function that passwords are hashed by.

use argon2::{Algorithm, Argon2, Params, Version};

/// OWASP's parameters for argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The bytes of a salt.
pub(crate) const SALT_BYTES: usize = 16;
/// The bytes of a hash.
pub(crate) const HASH_BYTES: usize = 32;

/// A function that is slow on purpose. Tests put a fast one in its place, and count.
pub trait PasswordHasher: Send + Sync {
    /// The hash of a password with a salt.
    fn hash(&self, password: &[u8], salt: &[u8; SALT_BYTES]) -> Result<[u8; HASH_BYTES], String>;
}

/// Argon2id with OWASP's parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Argon2id;

impl PasswordHasher for Argon2id {
    fn hash(&self, password: &[u8], salt: &[u8; SALT_BYTES]) -> Result<[u8; HASH_BYTES], String> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(HASH_BYTES)).map_err(|error| error.to_string())?;
        let mut hash = [0; HASH_BYTES];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(password, salt, &mut hash)
            .map_err(|error| error.to_string())?;
        Ok(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_depends_on_password_and_salt() {
        let hash = |password: &[u8], salt| Argon2id.hash(password, &[salt; SALT_BYTES]).expect("a hash");
        let one = hash(b"kestrels", 1);
        assert_eq!(one, hash(b"kestrels", 1));
        assert_ne!(one, hash(b"kestrels", 2));
        assert_ne!(one, hash(b"kestrel", 1));
    }
}
