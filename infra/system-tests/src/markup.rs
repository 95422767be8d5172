//! Just enough HTML to fill in forms and follow links: start tags with their attributes, and the text after them.

/// A start tag of a page of ours: lower-case names, values quoted or bare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// Its name, e.g. `input`.
    pub name: &'a str,
    /// True for an end tag.
    pub is_end: bool,
    attributes: Vec<(&'a str, String)>,
    /// What follows the tag, to the end of the page.
    pub rest: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute, unescaped; empty for one without a value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Every tag of a page, in order; comments and the doctype are passed over.
pub(crate) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find('<')?;
            let inside = &rest[start + 1..];
            if let Some(comment) = inside.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let end = end_of_tag(inside)?;
            rest = &inside[end + 1..];
            if let Some(tag) = parse(&inside[..end], rest) {
                return Some(tag);
            }
        }
    })
}

/// The text that follows a tag, up to the end tag `name`, without its tags and with spaces folded.
pub(crate) fn text_until(rest: &str, name: &str) -> String {
    let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
    let mut parts = rest[..end].split('<');
    let mut text = parts.next().unwrap_or("").to_owned();
    for part in parts {
        text.push(' ');
        text.push_str(part.split_once('>').map_or("", |(_, words)| words));
    }
    unescape(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The first `>` that is not inside quotes.
fn end_of_tag(inside: &str) -> Option<usize> {
    let mut quote = None;
    inside.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), _) => {
            if byte == open {
                quote = None;
            }
            false
        }
        _ => false,
    })
}

fn parse<'a>(inside: &'a str, rest: &'a str) -> Option<Tag<'a>> {
    let (is_end, inside) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name));
    let length = inside.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(length);
    (!name.is_empty()).then(|| Tag { name, is_end, attributes: attributes_of(attributes), rest })
}

fn attributes_of(mut text: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    loop {
        text = text.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
        let is_end = |letter: char| letter.is_ascii_whitespace() || letter == '=' || letter == '/';
        let end = text.find(is_end).unwrap_or(text.len());
        if end == 0 {
            return found;
        }
        let name = &text[..end];
        text = text[end..].trim_start();
        let Some(value) = text.strip_prefix('=') else {
            found.push((name, String::new()));
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        found.push((name, unescape(value)));
        text = after;
    }
}

fn unescape(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", "\u{a0}")];
    let plain = named.iter().fold(text.to_owned(), |text, (code, letter)| text.replace(code, letter));
    plain.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_their_attributes() {
        let html =
            r#"<!doctype html><!-- <b> --><input name="a>b" value='1 &amp; "2"' required/><p id=x>One <b>two</b></p>"#;
        let all: Vec<Tag<'_>> = tags(html).collect();
        assert_eq!(all.iter().map(|tag| tag.name).collect::<Vec<_>>(), ["input", "p", "b", "b", "p"]);
        assert_eq!(all[0].get("name"), Some("a>b"));
        assert_eq!(all[0].get("value"), Some("1 & \"2\""));
        assert_eq!((all[0].get("required"), all[0].get("none")), (Some(""), None));
        assert_eq!(all[1].get("id"), Some("x"));
        assert_eq!(text_until(all[1].rest, "p"), "One two");
    }
}
