//! Mail addresses: strict enough to catch slips, and open to every address that exists.

use std::fmt;
use std::str::FromStr;

use email_address::{EmailAddress, Options};
use unicode_normalization::UnicodeNormalization;

/// The most bytes of an address that mail can be sent to (RFC 5321).
const BYTES_MAX: usize = 254;

/// A mail address as it is written to: in Unicode's form NFC, its domain in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The text cannot be a mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a mail address")]
pub struct InvalidEmail;

impl Email {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the `@`.
    pub fn local_part(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// The digest by which an address is looked up, in hexadecimal: the same in whatever case it is written. No provider
    /// gives two mailboxes to two people whose addresses differ in case only.
    pub fn digest(&self) -> String {
        crate::order::email_digest(&self.0)
    }
}

impl FromStr for Email {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let text: String = text.nfc().collect();
        let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
        let address = EmailAddress::parse_with_options(&text, options).map_err(|_| InvalidEmail)?;
        let (local, domain) = (address.local_part(), address.domain());
        // Quoted local parts are valid, but a person who types one has made a slip. No top-level domain is a number.
        let is_plausible = text.len() <= BYTES_MAX
            && !local.starts_with('"')
            && domain.rsplit('.').next().is_some_and(is_top_level_domain);
        if is_plausible { Ok(Self(format!("{local}@{}", domain.to_lowercase()))) } else { Err(InvalidEmail) }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_top_level_domain(label: &str) -> bool {
    label.chars().count() >= 2 && !label.chars().all(|character| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_caught_and_unusual_addresses_are_taken() {
        let check = |text: &str, valid: bool| assert_eq!(text.parse::<Email>().is_ok(), valid, "{text}");
        check("ann@example.com", true);
        check("ann.b+shop@mail.example.co.uk", true);
        check("o'hara@example.museum", true);
        check("花子@例え.jp", true);
        for wrong in ["", "ann", "ann@", "@example.com", "ann@example", "ann@@example.com", "ann@exa mple.com"] {
            check(wrong, false);
        }
        for wrong in ["ann@example..com", "ann@-example.com", ".ann@example.com", "ann@192.0.2.1", "a b@example.com"] {
            check(wrong, false);
        }
        check("ann@example.com\r\nBcc: bob@example.com", false);
        check("Ann <ann@example.com>", false);
        check(&format!("{}@example.com", "a".repeat(65)), false);
    }

    #[test]
    fn an_address_is_written_to_as_it_was_typed_and_found_in_whatever_case() {
        let email = |text: &str| text.parse::<Email>().expect(text);
        assert_eq!(email("Ann@EXAMPLE.com").as_str(), "Ann@example.com");
        assert_eq!(email("Ann@EXAMPLE.com").digest(), email("ann@example.com").digest());
        assert_ne!(email("ann@example.com").digest(), email("anna@example.com").digest());
        assert_eq!(email("ann@example.com").digest().len(), 64);
        // The same letter, composed and with a combining accent.
        assert_eq!(email("j\u{f6}rg@example.com").digest(), email("jo\u{308}rg@example.com").digest());
    }
}
