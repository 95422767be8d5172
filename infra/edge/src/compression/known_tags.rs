//! `If-None-Match` of clients that know compressed answers.

use super::{Accepted, Coding, add_vary, suffixed};
use http::header::{ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue};

/// What a client says that it has.
#[derive(Debug, Default)]
pub struct KnownTags {
    any: bool,
    tags: Vec<Tag>,
}

#[derive(Debug)]
struct Tag {
    /// As the client wrote it, without `W/`.
    opaque: String,
    /// The guest's own tag, where the client's is one of a coding that it takes.
    plain: Option<String>,
}

impl KnownTags {
    /// Reads the header and adds, to each tag of a coding, the one that the guest knows. The tag as it came stays in
    /// the list, since a guest may name its own codings in the same way.
    pub fn take(headers: &mut HeaderMap, accepted: Accepted) -> Self {
        let mut known = Self::default();
        let mut values = Vec::new();
        for value in headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()) {
            known.read(value, accepted);
            values.push(value);
        }
        let plain: Vec<&str> = known.tags.iter().filter_map(|tag| tag.plain.as_deref()).collect();
        if !plain.is_empty() {
            values.extend(plain);
            if let Ok(all) = HeaderValue::try_from(values.join(", ")) {
                headers.insert(IF_NONE_MATCH, all);
            }
        }
        known
    }

    fn read(&mut self, value: &str, accepted: Accepted) {
        for text in value.split(',').map(str::trim) {
            if text == "*" {
                self.any = true;
                continue;
            }
            let opaque = text.strip_prefix("W/").unwrap_or(text);
            let plain = Coding::ALL.into_iter().filter(|coding| accepted.allows(*coding)).find_map(|coding| {
                let stem = opaque.strip_suffix('"')?.strip_suffix(coding.suffix())?;
                (stem.len() > 1).then(|| format!("{stem}\""))
            });
            self.tags.push(Tag { opaque: opaque.to_owned(), plain });
        }
    }

    /// The tag under which the client knows what `etag` names, if it does. The comparison is weak, as the header wants
    /// it; `*` means whatever would be sent now, in `coding`.
    pub fn find(&self, etag: &HeaderValue, coding: Option<Coding>) -> Option<HeaderValue> {
        let text = etag.to_str().ok()?;
        let opaque = text.strip_prefix("W/").unwrap_or(text);
        if self.tags.iter().any(|tag| tag.opaque == opaque) {
            return Some(etag.clone());
        }
        let coded = self.tags.iter().find(|tag| tag.plain.as_deref() == Some(opaque));
        if let Some(tag) = coded {
            return HeaderValue::try_from(tag.opaque.as_str()).ok();
        }
        let selected = || coding.and_then(|coding| suffixed(etag, coding)).unwrap_or_else(|| etag.clone());
        self.any.then(selected)
    }

    /// Gives a guest's 304 the tag under which the client knows the answer.
    pub fn rename(&self, headers: &mut HeaderMap) {
        let Some(etag) = headers.get(ETAG) else { return add_vary(headers) };
        let is_weak = etag.as_bytes().starts_with(b"W/");
        let known = self.find(etag, None).filter(|known| known != etag);
        if is_weak || known.is_some() {
            add_vary(headers);
        }
        if let Some(known) = known {
            headers.insert(ETAG, known);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Accepted, Coding};
    use super::KnownTags;
    use http::header::{ACCEPT_ENCODING, ETAG, IF_NONE_MATCH, VARY};
    use http::{HeaderMap, HeaderValue};

    /// What the guest sees, and what the host remembers.
    fn taken(accept: &'static str, if_none_match: &'static str) -> (HeaderValue, KnownTags) {
        let mut headers = HeaderMap::from_iter([
            (ACCEPT_ENCODING, HeaderValue::from_static(accept)),
            (IF_NONE_MATCH, HeaderValue::from_static(if_none_match)),
        ]);
        let accepted = Accepted::read(&headers);
        let known = KnownTags::take(&mut headers, accepted);
        (headers[IF_NONE_MATCH].clone(), known)
    }

    #[test]
    fn a_guest_sees_its_own_tag_beside_the_one_of_a_coding() {
        for (accept, sent, seen) in [
            ("br", "\"x-br\"", "\"x-br\", \"x\""),
            ("br, gzip", "\"x-gzip\", W/\"y-br\"", "\"x-gzip\", W/\"y-br\", \"x\", \"y\""),
            ("gzip", "\"x-br\"", "\"x-br\""),
            ("br", "\"x\"", "\"x\""),
            ("br", "\"-br\"", "\"-br\""),
            ("br", "*", "*"),
        ] {
            assert_eq!(taken(accept, sent).0, seen, "{sent}");
        }
    }

    #[test]
    fn a_304_names_the_tag_that_the_client_knows() {
        for (accept, sent, etag, expected) in [
            ("br", "\"x-br\"", "\"x\"", Some("\"x-br\"")),
            ("br", "W/\"x-br\"", "\"x\"", Some("\"x-br\"")),
            ("br", "\"y\", \"x\"", "\"x\"", Some("\"x\"")),
            ("br", "W/\"x\"", "\"x\"", Some("\"x\"")),
            ("br", "\"x-br\"", "\"x-br\"", Some("\"x-br\"")),
            ("", "\"x-br\"", "\"x\"", None),
            ("br", "\"z-br\"", "\"x\"", None),
            ("br", "*", "\"x\"", Some("\"x-br\"")),
        ] {
            let (_, known) = taken(accept, sent);
            let found = known.find(&HeaderValue::from_static(etag), Some(Coding::Brotli));
            assert_eq!(found.as_ref().map(HeaderValue::as_bytes), expected.map(str::as_bytes), "{sent} for {etag}");
        }
    }

    #[test]
    fn a_guests_304_is_given_the_clients_tag_and_its_vary() {
        let (_, known) = taken("br", "\"x-br\"");
        for (tag, expected, varies) in [("\"x\"", "\"x-br\"", true), ("\"x-br\"", "\"x-br\"", false)] {
            let mut headers = HeaderMap::from_iter([(ETAG, HeaderValue::from_static(tag))]);
            known.rename(&mut headers);
            assert_eq!(headers[ETAG], expected);
            assert_eq!(headers.contains_key(VARY), varies);
        }
    }
}
