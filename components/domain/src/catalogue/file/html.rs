//! Descriptions in HTML as plain text.

/// Tags that end a line.
const LINES: [&str; 5] = ["br", "li", "/li", "tr", "/tr"];
/// Tags that end a paragraph.
const PARAGRAPHS: [&str; 11] = ["p", "/p", "/div", "div", "/ul", "ul", "/h1", "/h2", "/h3", "/h4", "/table"];

/// The text of HTML: tags are gone, paragraphs are apart by a blank line.
pub(super) fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push(&mut text, &rest[..start]);
        let Some(end) = rest[start..].find('>') else {
            rest = "";
            break;
        };
        let tag = rest[start + 1..start + end].trim_end_matches('/').trim().to_ascii_lowercase();
        let name = tag.split_whitespace().next().unwrap_or("");
        rest = &rest[start + end + 1..];
        if LINES.contains(&name) {
            text.push('\n');
        } else if PARAGRAPHS.contains(&name) {
            text.push_str("\n\n");
        } else if name == "script" || name == "style" {
            let close = format!("</{name}");
            rest = rest.to_ascii_lowercase().find(&close).map_or("", |at| &rest[at..]);
        }
    }
    push(&mut text, rest);
    tidy(&text)
}

fn push(text: &mut String, part: &str) {
    let plain = part.replace(['\r', '\n', '\t'], " ");
    let pairs = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    text.push_str(&pairs.iter().fold(plain, |text, (entity, letter)| text.replace(entity, letter)));
}

fn tidy(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let mut tidy = String::new();
    for line in lines {
        let ends_blank = tidy.is_empty() || tidy.ends_with("\n\n");
        if !(line.is_empty() && ends_blank) {
            tidy.push_str(&line);
            tidy.push('\n');
        }
    }
    tidy.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_paragraphs() {
        let html =
            "<p>A <b>big</b> mug &amp; saucer.</p>\n<ul><li>Dishwasher</li><li>330 ml</li></ul><script>x<y</script>";
        assert_eq!(text_of(html), "A big mug & saucer.\n\nDishwasher\n\n330 ml");
        assert_eq!(text_of("plain"), "plain");
        assert_eq!(text_of("<b unclosed"), "");
    }
}
