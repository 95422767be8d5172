//! Removes hydration markers from rendered pages.
//!
//! Leptos writes `<!>` in place of an absent optional part and after every list, so that hydration finds its place in
//! the DOM. Only islands hydrate; everything else is final HTML and needs no markers.

/// The start and the end of an island: markers inside are kept.
const ISLAND: (&str, &str) = ("<leptos-island", "</leptos-island>");
/// The marker. It cannot be part of text, where `<` is escaped.
const MARKER: &str = "<!>";

/// The document with its doctype and without the markers outside of islands. One pass, from tag to tag.
pub fn strip(html: &str) -> String {
    let mut clean = String::with_capacity(html.len() + 16);
    clean.push_str("<!DOCTYPE html>");
    let (mut kept, mut at, mut inside) = (0, 0, false);
    while let Some(step) = html[at..].find('<') {
        let tag = &html[at + step..];
        if !inside && tag.starts_with(MARKER) {
            clean.push_str(&html[kept..at + step]);
            kept = at + step + MARKER.len();
        } else if tag.starts_with(ISLAND.0) || tag.starts_with(ISLAND.1) {
            inside = tag.starts_with(ISLAND.0);
        }
        at += step + 1;
    }
    clean.push_str(&html[kept..]);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_stay_inside_islands_only() {
        let check = |html, expect: &str| assert_eq!(strip(html), format!("<!DOCTYPE html>{expect}"));
        check(
            "<p>a<!>b</p><!><leptos-island x>c<!></leptos-island><!>d",
            "<p>ab</p><leptos-island x>c<!></leptos-island>d",
        );
        check("<!><!>ä<!>", "ä");
        check("<leptos-island>a<!>", "<leptos-island>a<!>");
        check("<b>ü</b><!-- a --><", "<b>ü</b><!-- a --><");
    }
}
