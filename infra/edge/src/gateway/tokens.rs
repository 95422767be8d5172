//! The regions and their tokens.
//!
//! A line is `region=token`, or `region=sha256:HEX` where the file must not hold the token itself. In memory there are
//! only hashes.

use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;

/// Shorter tokens can be guessed.
const SHORTEST: usize = 16;
const HASHED: &str = "sha256:";

type Hash = [u8; 32];

/// Who may call the gateway.
pub struct Tokens(Vec<(String, Hash)>);

/// Why a list of tokens cannot be used. No message holds a token.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokensError {
    /// A line has no `=`, or nothing before it.
    #[error("line {0} is not region=token")]
    Line(usize),
    /// A token can be guessed.
    #[error("line {0}: a token has at least {SHORTEST} characters")]
    Short(usize),
    /// A hash is not 64 hexadecimal digits.
    #[error("line {0}: sha256: is followed by 64 hexadecimal digits")]
    Hash(usize),
    /// Two regions have one token.
    #[error("line {0}: this token belongs to another region already")]
    Shared(usize),
    /// There is no region.
    #[error("there are no tokens: write region=token lines")]
    Empty,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(region, _)| region)).finish()
    }
}

impl Tokens {
    /// Reads the lines; empty ones and those that begin with `#` are passed over. A region may have two tokens, so that
    /// one can take the other's place.
    ///
    /// # Errors
    /// When a line cannot be used.
    pub fn parse(text: &str) -> Result<Self, TokensError> {
        let mut tokens: Vec<(String, Hash)> = Vec::new();
        for (number, line) in (1..).zip(text.lines().map(str::trim)) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (region, token) = line.split_once('=').ok_or(TokensError::Line(number))?;
            let (region, token) = (region.trim(), token.trim());
            if region.is_empty() {
                return Err(TokensError::Line(number));
            }
            let hash = match token.strip_prefix(HASHED) {
                Some(digits) => from_hex(digits).ok_or(TokensError::Hash(number))?,
                None if token.len() < SHORTEST => return Err(TokensError::Short(number)),
                None => hash(token),
            };
            if tokens.iter().any(|(_, known)| *known == hash) {
                return Err(TokensError::Shared(number));
            }
            tokens.push((region.to_owned(), hash));
        }
        if tokens.is_empty() { Err(TokensError::Empty) } else { Ok(Self(tokens)) }
    }

    /// The region that a token belongs to. It takes the same time whichever it is, or none.
    pub fn region(&self, token: &str) -> Option<&str> {
        let shown = hash(token);
        let mut found = None;
        for (region, known) in &self.0 {
            if bool::from(known.ct_eq(&shown)) {
                found = Some(region.as_str());
            }
        }
        found
    }
}

fn hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

fn from_hex(digits: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKYO: &str = "tokyo-tokyo-tokyo";

    #[test]
    fn a_token_tells_the_region_and_may_be_written_down_as_its_hash() {
        let hashed: String = hash(TOKYO).iter().map(|byte| format!("{byte:02x}")).collect();
        let lines = format!("# regions\n\nlondon = london-london-london\ntokyo=sha256:{hashed}\n");
        let tokens = Tokens::parse(&lines).unwrap();
        assert_eq!(tokens.region(TOKYO), Some("tokyo"));
        assert_eq!(tokens.region("london-london-london"), Some("london"));
        assert_eq!(tokens.region("london-london-londoN"), None);
        assert_eq!(tokens.region(&format!("sha256:{hashed}")), None, "a hash opens nothing");
        assert!(!format!("{tokens:?}").contains("london-london"));
    }

    #[test]
    fn a_list_that_would_let_anybody_in_is_refused() {
        let check = |lines: &str, expect| assert_eq!(Tokens::parse(lines).err(), Some(expect), "{lines}");
        check("", TokensError::Empty);
        check("# nobody", TokensError::Empty);
        check("london", TokensError::Line(1));
        check("=london-london-london", TokensError::Line(1));
        check("\nlondon=", TokensError::Short(2));
        check("london=sha256:12", TokensError::Hash(1));
        check("a=london-london-london\nb=london-london-london", TokensError::Shared(2));
    }
}
