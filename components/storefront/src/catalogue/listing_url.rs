//! The state of a listing in its address: `?q=mug&f=brand:acme&f=price:2&sort=price-asc&page=2`.

use std::collections::BTreeMap;

use outpost_db::listing::{ListingQuery, Sort};
use outpost_domain::search::QUERY_CHARACTERS_MAX;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::form::Fields;

/// What may stand unescaped in a query value.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b':');
/// The most filters that are looked at.
const FILTERS_MAX: usize = 60;

/// A listing's address, taken apart.
#[derive(Clone, Debug)]
pub(crate) struct ListingUrl {
    base: String,
    /// The shopper's words, in a search.
    pub words: Option<String>,
    /// Filters, order and page.
    pub query: ListingQuery,
}

impl ListingUrl {
    /// Reads the state. `base` is the path; values that make no sense are passed over.
    pub fn read(base: String, fields: &Fields, is_search: bool) -> Self {
        let mut filters: BTreeMap<String, _> = BTreeMap::new();
        for filter in fields.all("f").take(FILTERS_MAX) {
            if let Some((facet, value)) =
                filter.split_once(':').filter(|(facet, value)| is_code(facet) && is_code(value))
            {
                let values: &mut std::collections::BTreeSet<String> = filters.entry(facet.to_owned()).or_default();
                values.insert(value.to_owned());
            }
        }
        let query = ListingQuery {
            filters,
            sort: fields.text("sort").parse().unwrap_or_default(),
            page: fields.text("page").parse().unwrap_or(1).clamp(1, 10_000),
        };
        let words = is_search.then(|| {
            let bounded: String = fields.text("q").chars().take(QUERY_CHARACTERS_MAX).collect();
            bounded.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        Self { base, words, query }
    }

    /// Whether anything narrows or reorders the listing.
    pub fn is_plain(&self) -> bool {
        self.query.filters.is_empty() && self.query.sort == Sort::Popular
    }

    /// The address with its filters and order, without the page.
    pub fn href(&self) -> String {
        let mut pairs = Vec::new();
        if let Some(words) = self.words.as_deref().filter(|words| !words.is_empty()) {
            pairs.push(format!("q={}", utf8_percent_encode(words, VALUE)));
        }
        for (facet, values) in &self.query.filters {
            for value in values {
                pairs.push(format!("f={}:{}", utf8_percent_encode(facet, VALUE), utf8_percent_encode(value, VALUE)));
            }
        }
        if self.query.sort != Sort::Popular {
            pairs.push(format!("sort={}", self.query.sort));
        }
        if pairs.is_empty() { self.base.clone() } else { format!("{}?{}", self.base, pairs.join("&")) }
    }

    /// The address with one filter switched, on its first page.
    pub fn switched(&self, facet: &str, value: &str) -> String {
        let mut other = self.clone();
        let values = other.query.filters.entry(facet.to_owned()).or_default();
        if !values.remove(value) {
            values.insert(value.to_owned());
        }
        if values.is_empty() {
            other.query.filters.remove(facet);
        }
        other.href()
    }

    /// The address in another order.
    pub fn sorted(&self, sort: Sort) -> String {
        let mut other = self.clone();
        other.query.sort = sort;
        other.href()
    }

    /// The address without filters.
    pub fn cleared(&self) -> String {
        let mut other = self.clone();
        other.query.filters.clear();
        other.href()
    }

    /// The address of a search for other words, without filters.
    pub fn searching(&self, words: &str) -> String {
        Self { words: Some(words.to_owned()), ..self.clone() }.cleared()
    }
}

/// Codes and slugs are short and have no blanks; anything else matches nothing anyway.
fn is_code(text: &str) -> bool {
    (1..=80).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> ListingUrl {
        let fields = Fields::parse(query.as_bytes()).expect("a query");
        ListingUrl::read("/en-gb/search".to_owned(), &fields, true)
    }

    #[test]
    fn an_address_carries_the_whole_state_and_nothing_else() {
        let check = |query: &str, expect: &str| assert_eq!(read(query).href(), format!("/en-gb/search{expect}"));
        check("", "");
        check("q=+red++mug+&page=3", "?q=red%20mug");
        check("f=price:2&f=brand:acme&f=brand:acme&sort=price-asc", "?f=brand:acme&f=price:2&sort=price-asc");
        check("f=nonsense&f=a:%00&f=:&sort=upwards&utm_source=x", "");
        check("q=%E3%83%9E%E3%82%B0", "?q=%E3%83%9E%E3%82%B0");
    }

    #[test]
    fn switching_a_filter_twice_changes_nothing() {
        let listing = read("q=mug&f=brand:acme");
        assert_eq!(listing.switched("brand", "acme"), "/en-gb/search?q=mug");
        assert_eq!(listing.switched("colour", "red"), "/en-gb/search?q=mug&f=brand:acme&f=colour:red");
        assert_eq!(listing.cleared(), "/en-gb/search?q=mug");
        assert_eq!(read("page=0").query.page, 1);
        assert_eq!(read("page=99999999999").query.page, 1);
    }
}
