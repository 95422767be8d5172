//! Takes hydration markers out of rendered pages.
//!
//! Leptos puts `<!>` where an optional part is absent and after every list, so that the browser could find its place
//! again. Only islands wake up; everything else is final HTML and needs no marks.

/// Where an island begins and ends: marks inside are kept.
const ISLAND: (&str, &str) = ("<leptos-island", "</leptos-island>");
/// The mark. It cannot be part of text, where `<` is escaped.
const MARK: &str = "<!>";

/// The document with its doctype and without the marks outside of islands.
pub(crate) fn strip(html: &str) -> String {
    let mut clean = String::with_capacity(html.len() + 16);
    clean.push_str("<!DOCTYPE html>");
    let mut rest = html;
    while let Some(start) = rest.find(ISLAND.0) {
        let end = rest[start..].find(ISLAND.1).map_or(rest.len(), |length| start + length);
        push_without_marks(&mut clean, &rest[..start]);
        clean.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    push_without_marks(&mut clean, rest);
    clean
}

fn push_without_marks(clean: &mut String, html: &str) {
    for part in html.split(MARK) {
        clean.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_inside_islands_only() {
        let html = "<p>a<!>b</p><!><leptos-island x>c<!></leptos-island><!>d";
        assert_eq!(strip(html), "<!DOCTYPE html><p>ab</p><leptos-island x>c<!></leptos-island>d");
    }
}
