//! An answer of the shop, read the way a visitor reads it: words, links and forms.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, StatusCode};

use crate::markup::{Tag, tags, text_until};

/// A whole answer.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its bytes.
    pub body: Bytes,
}

impl Page {
    /// The body as text; bytes that are none are shown as �.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// A header's value; empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// Where a redirect leads.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(LOCATION)?.to_str().ok()
    }

    /// The status that an order's page shows, by its code, such as `paid`.
    pub fn order_status(&self) -> Option<String> {
        self.text().split_once("data-status=\"")?.1.split('"').next().map(str::to_owned)
    }

    /// Whether it is an HTML page.
    pub fn is_html(&self) -> bool {
        self.headers.get(CONTENT_TYPE).is_some_and(|media| media.as_bytes().starts_with(b"text/html"))
    }

    /// The words of the first `h1`.
    pub fn heading(&self) -> Option<String> {
        let html = self.text();
        tags(&html).find(|tag| tag.name == "h1" && !tag.is_end).map(|tag| text_until(tag.rest, "h1"))
    }

    /// The values of an attribute of all elements with a name, in order.
    pub fn attributes(&self, element: &str, attribute: &str) -> Vec<String> {
        let html = self.text();
        let found = tags(&html).filter(|tag| tag.name == element);
        found.filter_map(|tag| tag.get(attribute).map(str::to_owned)).collect()
    }

    /// The values of the fields of that name, each once.
    pub fn values(&self, name: &str) -> Vec<String> {
        let html = self.text();
        let mut found: Vec<String> = Vec::new();
        for tag in tags(&html).filter(|tag| tag.name == "input" && tag.get("name") == Some(name)) {
            found.extend(tag.get("value").filter(|value| !found.iter().any(|known| known == value)).map(str::to_owned));
        }
        found
    }

    /// The targets of its links that begin with `start`, each once, in order.
    pub fn links(&self, start: &str) -> Vec<String> {
        let html = self.text();
        let mut found = Vec::new();
        for tag in tags(&html).filter(|tag| tag.name == "a") {
            match tag.get("href") {
                Some(href) if href.starts_with(start) && !found.iter().any(|known| known == href) => {
                    found.push(href.to_owned());
                }
                _ => {}
            }
        }
        found
    }

    /// The first form that posts to `action`.
    pub fn form(&self, action: &str) -> Option<Form> {
        let html = self.text();
        let mut all = tags(&html);
        let start = all.find(|tag| is_form(tag, action))?;
        let mut form = Form { action: action.to_owned(), fields: Vec::new(), choices: Vec::new(), limits: Vec::new() };
        let mut select = None;
        for tag in tags(start.rest).take_while(|tag| tag.name != "form") {
            form.take(&tag, &mut select);
        }
        Some(form)
    }
}

fn is_form(tag: &Tag<'_>, action: &str) -> bool {
    tag.name == "form" && !tag.is_end && tag.get("action") == Some(action) && tag.get("method") == Some("post")
}

/// A form as the page shows it, and what will be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// Names and values, as a browser would send them now. Buttons are not pressed.
    pub fields: Vec<(String, String)>,
    choices: Vec<(String, String)>,
    limits: Vec<(String, u32)>,
}

impl Form {
    /// What a field holds.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Fills in a field, whether the form had it or not.
    pub fn set(&mut self, name: &str, value: impl Into<String>) -> &mut Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.into()));
        self
    }

    /// The values of a field's radio buttons or options.
    pub fn choices<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.choices.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The largest number a field takes.
    pub fn limit(&self, name: &str) -> Option<u32> {
        self.limits.iter().find(|(known, _)| known == name).map(|(_, limit)| *limit)
    }

    fn take(&mut self, tag: &Tag<'_>, select: &mut Option<String>) {
        let owned = |attribute| tag.get(attribute).unwrap_or("").to_owned();
        match (tag.name, tag.is_end) {
            ("select", false) => *select = Some(owned("name")),
            ("select", true) => *select = None,
            ("option", false) => {
                let Some(name) = select.clone() else { return };
                if tag.get("selected").is_some() || self.get(&name).is_none() {
                    self.set(&name, owned("value"));
                }
                self.choices.push((name, owned("value")));
            }
            ("input", false) => self.take_input(tag, owned("name"), owned("value")),
            _ => {}
        }
    }

    fn take_input(&mut self, tag: &Tag<'_>, name: String, value: String) {
        if let Some(limit) = tag.get("max").and_then(|max| max.parse().ok()) {
            self.limits.push((name.clone(), limit));
        }
        match tag.get("type").unwrap_or("text") {
            "submit" | "button" | "image" | "reset" => {}
            "radio" | "checkbox" => {
                self.choices.push((name.clone(), value.clone()));
                if tag.get("checked").is_some() {
                    self.fields.push((name, value));
                }
            }
            _ => self.fields.push((name, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_sent_as_it_stands() {
        let html = r#"<form method="post" action="/a"><input name="other"></form>
            <form method="post" action="/x"><input type="hidden" name="id" value="7"><input name="n" type="number" max="12" value="1">
            <input type="radio" name="d" value="slow" checked><input type="radio" name="d" value="fast">
            <select name="c"><option value="GB">A</option><option value="DE" selected>B</option></select>
            <button name="step" value="next">Go</button></form><input name="outside">"#;
        let page = Page { status: StatusCode::OK, headers: HeaderMap::new(), body: Bytes::from(html) };
        let mut form = page.form("/x").expect("the form");
        let sent = |form: &Form| form.fields.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("&");
        assert_eq!(sent(&form), "id=7&n=1&d=slow&c=DE");
        assert_eq!(form.choices("d").collect::<Vec<_>>(), ["slow", "fast"]);
        assert_eq!(form.limit("n"), Some(12));
        form.set("d", "fast");
        assert_eq!(form.get("d"), Some("fast"));
    }
}
