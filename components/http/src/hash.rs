//! A quick hash of several parts, for ETags and digests that nobody gains by forging.

use std::fmt;

/// A hash of several parts. It is fast and rarely collides; it does not resist forgery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    /// Adds one part. The boundaries between parts change the hash.
    pub fn with(self, part: &[u8]) -> Self {
        let mut hash = mix(self.0 ^ part.len() as u64);
        let (chunks, rest) = part.as_chunks::<8>();
        for chunk in chunks {
            hash = mix(hash ^ u64::from_le_bytes(*chunk));
        }
        for &byte in rest {
            hash = mix(hash ^ u64::from(byte));
        }
        Self(hash)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

const fn mix(value: u64) -> u64 {
    let value = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^ (value >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_changes_with_every_byte_and_every_boundary_between_parts() {
        let text = b"/en-gb/c/lamps?page=2";
        let hash = |parts: &[&[u8]]| parts.iter().fold(Hash::default(), |hash, part| hash.with(part));
        assert_eq!(hash(&[text]), hash(&[text]));
        for at in 0..text.len() {
            let mut other = *text;
            other[at] ^= 1;
            assert_ne!(hash(&[&other]), hash(&[text]), "byte {at}");
            assert_ne!(hash(&[&text[..at], &text[at..]]), hash(&[text]), "split at {at}");
        }
        assert_ne!(hash(&[b"\0"]), hash(&[b""]));
    }
}
