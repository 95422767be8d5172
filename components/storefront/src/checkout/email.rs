//! Whether a text can be a mail address: strict enough to catch slips, loose enough to keep nobody out.

/// The most characters of an address.
pub(crate) const EMAIL_MAX: usize = 254;

/// The address with its domain in lower case, or nothing if it cannot be one.
pub(crate) fn parse(text: &str) -> Option<String> {
    let (local, domain) = text.rsplit_once('@')?;
    let local_fits = (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"@\"(),:;<>[\\]".contains(c));
    let labels: Vec<&str> = domain.split('.').collect();
    let label_fits = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let top_fits =
        labels.last().is_some_and(|top| top.chars().count() >= 2 && !top.chars().all(|c| c.is_ascii_digit()));
    let fits = local_fits && labels.len() >= 2 && labels.iter().all(label_fits) && top_fits && text.len() <= EMAIL_MAX;
    fits.then(|| format!("{local}@{}", domain.to_lowercase()))
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
