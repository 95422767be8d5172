//! Slugs: the part of an address that names a product.

use unicode_normalization::UnicodeNormalization;

/// The longest slug.
const SLUG_MAX: usize = 100;

/// Whether a text is a slug: words of `a-z` and `0-9`, joined by single hyphens.
pub fn is_slug(text: &str) -> bool {
    (1..=SLUG_MAX).contains(&text.len())
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// The slug of a name; empty where the name has no letters of ASCII.
pub fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.replace('ß', "ss").nfkd() {
        match letter.to_ascii_lowercase() {
            letter if letter.is_ascii_alphanumeric() => slug.push(letter),
            // Marks that were taken off their letters.
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
        if slug.len() >= SLUG_MAX {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The code of a name: its slug; letters of other scripts stay as they are.
pub fn code_of(name: &str) -> String {
    let slug = slug_of(name);
    if slug.is_empty() { name.replace([';', '=', '@'], " ").trim().to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_slug() {
        let check = |name: &str, slug: &str| assert_eq!(slug_of(name), slug, "{name}");
        check("Großer Löffel, rot", "grosser-loffel-rot");
        check("  Moor & Oak – Mug's  ", "moor-oak-mugs");
        check("マグカップ", "");
        assert!(is_slug("grosser-loffel-2"));
        for wrong in ["", "-a", "a-", "a--b", "Ab", "a b", "ä"] {
            assert!(!is_slug(wrong), "{wrong}");
        }
    }
}
