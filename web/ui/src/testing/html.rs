//! A strict, small parser for the HTML of the pages: elements with their attributes, nesting checked.

use std::collections::BTreeMap;

/// Elements without an end tag.
const VOID: [&str; 6] = ["br", "img", "input", "link", "meta", "hr"];

/// One element of a document.
#[derive(Debug)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes, as written.
    pub attributes: BTreeMap<String, String>,
    /// Names of the elements around it, outermost first.
    pub inside: Vec<String>,
}

impl Element {
    /// An attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// Every element in order, or what is wrong with the nesting.
pub fn read(html: &str) -> Result<Vec<Element>, String> {
    let mut rest = html.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    let (mut open, mut found): (Vec<String>, Vec<Element>) = (Vec::new(), Vec::new());
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix('!') {
            rest = &comment[comment.find('>').ok_or("open comment")? + 1..];
            continue;
        }
        let end = tag_end(rest).ok_or("a tag does not end")?;
        let tag = rest[..end].trim_end_matches('/').trim();
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let expected = open.pop();
            if expected.as_deref() != Some(name) {
                return Err(format!("</{name}> ends {expected:?}"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        found.push(Element { name: name.to_owned(), attributes: attributes_of(attributes)?, inside: open.clone() });
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
        if name == "script" {
            rest = &rest[rest.find("</script").ok_or("open script")?..];
        }
    }
    if open.is_empty() { Ok(found) } else { Err(format!("not ended: {open:?}")) }
}

/// Where a tag ends: a `>` outside of quotes.
fn tag_end(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(index, letter)| {
        quoted ^= letter == '"';
        (letter == '>' && !quoted).then_some(index)
    })
}

fn attributes_of(mut text: &str) -> Result<BTreeMap<String, String>, String> {
    let mut found = BTreeMap::new();
    while !text.trim_start().is_empty() {
        text = text.trim_start();
        let end = text.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(text.len());
        let (name, after) = text.split_at(end);
        let (value, remaining) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').ok_or(format!("{name}: open quote"))?,
            None => ("", after),
        };
        if found.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(format!("{name} is given twice"));
        }
        text = remaining;
    }
    Ok(found)
}
