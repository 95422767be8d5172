//! Validates mail addresses: strict enough to catch slips, and open to every address that exists; and names the address
//! that was probably meant.

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

/// Domains that many people have their mail at. A domain that differs from one of them by a slip of the keyboard is
/// suspicious; one of them never is.
const KNOWN_DOMAINS: [&str; 63] = [
    "aol.com",
    "au.com",
    "blueyonder.co.uk",
    "bluewin.ch",
    "btinternet.com",
    "docomo.ne.jp",
    "email.com",
    "ezweb.ne.jp",
    "fastmail.com",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.com",
    "hotmail.co.jp",
    "hotmail.co.uk",
    "hotmail.de",
    "hotmail.fr",
    "i.softbank.jp",
    "icloud.com",
    "kpnmail.nl",
    "laposte.net",
    "live.co.uk",
    "live.com",
    "live.de",
    "live.fr",
    "live.nl",
    "mac.com",
    "mail.com",
    "mail.de",
    "mailbox.org",
    "me.com",
    "msn.com",
    "nifty.com",
    "ntlworld.com",
    "orange.fr",
    "outlook.com",
    "outlook.de",
    "outlook.fr",
    "outlook.jp",
    "posteo.de",
    "proton.me",
    "protonmail.com",
    "rocketmail.com",
    "sfr.fr",
    "sky.com",
    "softbank.ne.jp",
    "t-online.de",
    "talktalk.net",
    "wanadoo.fr",
    "web.de",
    "yahoo.co.jp",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.de",
    "yahoo.fr",
    "ymail.com",
];

/// Endings that are no top-level domain, and what was meant.
const WRONG_ENDINGS: [(&str, &str); 14] = [
    ("cim", "com"),
    ("cmo", "com"),
    ("comm", "com"),
    ("con", "com"),
    ("coom", "com"),
    ("cpm", "com"),
    ("dee", "de"),
    ("ner", "net"),
    ("nett", "net"),
    ("ocm", "com"),
    ("ogr", "org"),
    ("ukk", "uk"),
    ("vom", "com"),
    ("xom", "com"),
];

/// The address that was probably meant, where this one has a slip that many people make. Only a suggestion: the shop knows
/// nothing about who has mail where.
pub fn suggestion(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let domain = domain.to_lowercase();
    let meant = similar_domain(&domain).or_else(|| corrected_ending(&domain))?;
    parse(&format!("{local}@{meant}")).filter(|meant| meant != address)
}

/// The known domain that is so near that it was probably meant.
fn similar_domain(domain: &str) -> Option<String> {
    if KNOWN_DOMAINS.contains(&domain) {
        return None;
    }
    // So many slips in a short domain make another domain.
    let allowed = match domain.len() {
        0..=6 => return None,
        7..=8 => 1,
        _ => 2,
    };
    // The same provider in another country is no slip.
    let is_other_name = |known: &&&str| known.split('.').next() != domain.split('.').next();
    let (slips, nearest) =
        KNOWN_DOMAINS.iter().filter(is_other_name).map(|known| (distance(domain, known), known)).min()?;
    (slips <= allowed).then(|| (*nearest).to_owned())
}

fn corrected_ending(domain: &str) -> Option<String> {
    let (rest, ending) = domain.rsplit_once('.')?;
    let (_, meant) = WRONG_ENDINGS.iter().find(|(wrong, _)| *wrong == ending)?;
    Some(format!("{rest}.{meant}"))
}

/// How many slips lie between two texts: letters left out, added, replaced, or exchanged with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

fn is_top_level_domain(label: &str) -> bool {
    label.chars().count() >= 2 && !label.chars().all(|character| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_likely_slip_is_named_and_an_unusual_address_is_not() {
        let check = |text: &str, expect: Option<&str>| assert_eq!(suggestion(text).as_deref(), expect, "{text}");
        check("ann@gmial.con", Some("ann@gmail.com"));
        check("ann@gmial.com", Some("ann@gmail.com"));
        check("Ann@Gmai.com", Some("Ann@gmail.com"));
        check("ann@hotmial.co.uk", Some("ann@hotmail.co.uk"));
        check("ann@web.dee", Some("ann@web.de"));
        check("ann@t-onlin.de", Some("ann@t-online.de"));
        check("花子@docmo.ne.jp", Some("花子@docomo.ne.jp"));
        check("ann@bee.con", Some("ann@bee.com"));
        for right in ["ann@gmail.com", "ann@mail.com", "ann@bee.co", "ann@example.com", "ann@hotmail.it", "ann", ""] {
            check(right, None);
        }
    }

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
