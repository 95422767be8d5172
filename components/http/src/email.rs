//! Validates mail addresses: strict enough to catch slips, and open to every address that exists.

use email_address::{EmailAddress, Options};

/// The most bytes of an address that mail can be sent to (RFC 5321).
const EMAIL_BYTES_MAX: usize = 254;

/// The address with its domain in lower case, or `None` where it cannot be one.
pub fn parse(text: &str) -> Option<String> {
    let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
    let address = EmailAddress::parse_with_options(text, options).ok()?;
    let (local, domain) = (address.local_part(), address.domain());
    // Quoted local parts are valid, but a shopper who types one has made a slip. No top-level domain is a number.
    let is_plausible = text.len() <= EMAIL_BYTES_MAX
        && !local.starts_with('"')
        && domain.rsplit('.').next().is_some_and(is_top_level_domain);
    is_plausible.then(|| format!("{local}@{}", domain.to_lowercase()))
}

fn is_top_level_domain(label: &str) -> bool {
    label.chars().count() >= 2 && !label.chars().all(|character| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_caught_and_unusual_addresses_are_taken() {
        let check = |text: &str, valid: bool| assert_eq!(parse(text).is_some(), valid, "{text}");
        check("ann@example.com", true);
        check("ann.b+shop@mail.example.co.uk", true);
        check("o'hara@example.museum", true);
        check("花子@例え.jp", true);
        for wrong in [
            "",
            "ann",
            "ann@",
            "@example.com",
            "ann@example",
            "ann@@example.com",
            "ann@exa mple.com",
            "ann@example..com",
            "ann@-example.com",
            ".ann@example.com",
            "ann@192.0.2.1",
            "a b@example.com",
        ] {
            check(wrong, false);
        }
        check(&format!("{}@example.com", "a".repeat(65)), false);
        assert_eq!(parse("Ann@EXAMPLE.com").as_deref(), Some("Ann@example.com"));
    }
}
