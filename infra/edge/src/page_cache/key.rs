//! Keys: the address of a page, and the values of the request headers that it depends on.

use http::{HeaderMap, HeaderName};

/// Bytes that two requests share only if one page answers both. Parts are divided by line ends, which neither
/// addresses nor header values can hold.
pub type Key = Box<[u8]>;

/// What is known of an address: the headers that its pages depend on.
#[derive(Debug)]
pub struct Index {
    /// Pages of an earlier generation are out of reach, though they may still take room.
    generation: u64,
    /// Sorted, each once.
    names: Vec<HeaderName>,
}

impl Index {
    /// Also names `more`. An address whose pages name different headers is keyed by all of them: that is finer than
    /// it need be, and never too coarse.
    pub fn extended(known: Option<&Self>, more: &[HeaderName], generation: impl FnOnce() -> u64) -> Self {
        let mut names: Vec<HeaderName> =
            known.into_iter().flat_map(|known| &known.names).chain(more).cloned().collect();
        names.sort_by(|a, b| a.as_str().cmp(b.as_str()));
        names.dedup();
        Self { generation: known.map_or_else(generation, |known| known.generation), names }
    }

    /// True when all of `names` are part of the key.
    pub fn covers(&self, names: &[HeaderName]) -> bool {
        names.iter().all(|name| self.names.contains(name))
    }

    /// The key of the page for a request with these headers.
    pub fn key(&self, address: &[u8], headers: &HeaderMap) -> Key {
        let mut key = Vec::with_capacity(address.len() + 64);
        key.extend_from_slice(address);
        key.push(b'\n');
        key.extend_from_slice(&self.generation.to_be_bytes());
        for name in &self.names {
            key.push(b'\n');
            key.extend_from_slice(name.as_str().as_bytes());
            for value in headers.get_all(name) {
                key.extend_from_slice(b"\n:");
                key.extend_from_slice(value.as_bytes());
            }
        }
        key.into()
    }

    /// About how many bytes it takes.
    pub fn weight(&self) -> usize {
        size_of::<Self>() + self.names.len() * size_of::<HeaderName>()
    }
}

#[cfg(test)]
mod tests {
    use http::header::{ACCEPT_LANGUAGE, COOKIE};
    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::Index;

    fn headers(lines: &[(HeaderName, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name.clone(), HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn requests_share_a_key_only_if_all_named_headers_are_the_same() {
        let index = Index::extended(None, &[COOKIE, ACCEPT_LANGUAGE], || 7);
        let table = [
            headers(&[]),
            headers(&[(COOKIE, "")]),
            headers(&[(COOKIE, "a=1")]),
            headers(&[(COOKIE, "a=2")]),
            headers(&[(COOKIE, "a=1"), (COOKIE, "b=1")]),
            headers(&[(COOKIE, "a=1:b=1")]),
            headers(&[(ACCEPT_LANGUAGE, "a=1")]),
            headers(&[(COOKIE, "a=1"), (ACCEPT_LANGUAGE, "en")]),
        ];
        for (at, one) in table.iter().enumerate() {
            for (other_at, other) in table.iter().enumerate() {
                assert_eq!(index.key(b"/", one) == index.key(b"/", other), at == other_at, "{one:?} {other:?}");
            }
        }
        let unrelated = headers(&[(COOKIE, "a=1"), (HeaderName::from_static("x-other"), "1")]);
        assert_eq!(index.key(b"/", &unrelated), index.key(b"/", &table[2]));
    }

    #[test]
    fn names_accumulate_within_their_generation() {
        let first = Index::extended(None, &[], || 3);
        assert!(first.covers(&[]) && !first.covers(&[COOKIE]));
        let second = Index::extended(Some(&first), &[COOKIE], || 4);
        assert!(second.covers(&[COOKIE]));
        let third = Index::extended(Some(&second), &[ACCEPT_LANGUAGE, COOKIE], || 5);
        assert!(third.covers(&[COOKIE, ACCEPT_LANGUAGE]));
        assert_eq!(third.generation, 3);
    }
}
