//! The state of a listing in its address: `?q=mug&f=brand:acme&f=price:2&sort=price-asc&page=2`.

use std::collections::{BTreeMap, BTreeSet};

use outpost_db::listing::ListingQuery;
use outpost_domain::listing::Sort;
use outpost_domain::search::QUERY_CHARACTERS_MAX;
use outpost_http::form::Fields;
use outpost_web_shop::view::FilterForm;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters that stay unescaped in a query value.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b':');
/// The most filters that are read.
const FILTERS_MAX: usize = 60;

/// The parts of a listing's address.
#[derive(Clone, Debug)]
pub(crate) struct ListingUrl {
    base: String,
    /// The text of a search.
    pub text: Option<String>,
    /// Filters, order and page.
    pub query: ListingQuery,
}

impl ListingUrl {
    /// Reads the state. `base` is the path; invalid values are ignored.
    pub fn read(base: String, fields: &Fields, is_search: bool) -> Self {
        let mut filters: BTreeMap<String, _> = BTreeMap::new();
        for filter in fields.all("f").take(FILTERS_MAX) {
            if let Some((facet, value)) =
                filter.split_once(':').filter(|(facet, value)| is_code(facet) && is_code(value))
            {
                let values: &mut BTreeSet<String> = filters.entry(facet.to_owned()).or_default();
                values.insert(value.to_owned());
            }
        }
        let query = ListingQuery {
            filters,
            sort: fields.text("sort").parse().unwrap_or_default(),
            page: fields.text("page").parse().unwrap_or(1).clamp(1, 10_000),
        };
        let text = is_search.then(|| {
            let bounded: String = fields.text("q").chars().take(QUERY_CHARACTERS_MAX).collect();
            bounded.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        Self { base, text, query }
    }

    /// Whether the listing has neither filters nor a sort order.
    pub fn is_plain(&self) -> bool {
        self.query.filters.is_empty() && self.query.sort == Sort::Popular
    }

    /// The address with its filters and order, without the page.
    pub fn href(&self) -> String {
        self.address(self.filters(), self.query.sort)
    }

    /// The form that sets filters: what it leaves as it is.
    pub fn filter_form(&self) -> FilterForm {
        let text = self.text.clone().filter(|text| !text.is_empty()).map(|text| ("q", text));
        let sort = (self.query.sort != Sort::Popular).then(|| ("sort", self.query.sort.to_string()));
        FilterForm { action: self.base.clone(), fields: text.into_iter().chain(sort).collect() }
    }

    /// The address with one filter switched, on its first page.
    pub fn switched(&self, facet: &str, value: &str) -> String {
        let mut filters: BTreeSet<(&str, &str)> = self.filters().collect();
        if !filters.remove(&(facet, value)) {
            filters.insert((facet, value));
        }
        self.address(filters.into_iter(), self.query.sort)
    }

    /// The address in another order.
    pub fn sorted(&self, sort: Sort) -> String {
        self.address(self.filters(), sort)
    }

    /// The address without filters.
    pub fn cleared(&self) -> String {
        self.address(std::iter::empty(), self.query.sort)
    }

    fn filters(&self) -> impl Iterator<Item = (&str, &str)> {
        let filters = self.query.filters.iter();
        filters.flat_map(|(facet, values)| values.iter().map(move |value| (facet.as_str(), value.as_str())))
    }

    /// A page with a hundred filters makes as many addresses, so each is written once, without copies in between.
    fn address<'a>(&self, filters: impl Iterator<Item = (&'a str, &'a str)>, sort: Sort) -> String {
        let mut address = String::with_capacity(self.base.len() + 48);
        address.push_str(&self.base);
        let mut separator = '?';
        let mut next = |address: &mut String, name: &str| {
            address.push(separator);
            address.push_str(name);
            separator = '&';
        };
        if let Some(text) = self.text.as_deref().filter(|text| !text.is_empty()) {
            next(&mut address, "q=");
            address.extend(utf8_percent_encode(text, VALUE));
        }
        for (facet, value) in filters {
            next(&mut address, "f=");
            address.extend(utf8_percent_encode(facet, VALUE));
            address.push(':');
            address.extend(utf8_percent_encode(value, VALUE));
        }
        if sort != Sort::Popular {
            next(&mut address, "sort=");
            address.push_str(&sort.to_string());
        }
        address
    }

    /// The address of a search for another text, without filters.
    pub fn searching(&self, text: &str) -> String {
        Self { text: Some(text.to_owned()), ..self.clone() }.cleared()
    }
}

/// Codes and slugs are short and have no blanks; any other text matches nothing.
fn is_code(text: &str) -> bool {
    (1..=80).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use outpost_http::form;

    use super::*;

    fn read(query: &str) -> ListingUrl {
        let fields: Fields = form::parse(query.as_bytes()).expect("a query");
        ListingUrl::read("/en-gb/search".to_owned(), &fields, true)
    }

    #[test]
    fn an_address_carries_the_whole_state_and_nothing_else() {
        let check = |query: &str, expect: &str| assert_eq!(read(query).href(), format!("/en-gb/search{expect}"));
        check("", "");
        check("q=+red++mug+&page=3", "?q=red%20mug");
        check("f=price:2&f=brand:acme&f=brand:acme&sort=price-asc", "?f=brand:acme&f=price:2&sort=price-asc");
        check("f=invalid&f=a:%00&f=:&sort=upwards&utm_source=x", "");
        check("q=%E3%83%9E%E3%82%B0", "?q=%E3%83%9E%E3%82%B0");
    }

    #[test]
    fn the_form_of_the_filters_keeps_text_and_order_and_its_answer_is_the_address() {
        let listing = read("q=red+mug&f=brand:acme&sort=rating&page=2");
        let FilterForm { action, fields } = listing.filter_form();
        assert_eq!(action, "/en-gb/search");
        assert_eq!(fields, [("q", "red mug".to_owned()), ("sort", "rating".to_owned())]);
        assert_eq!(read("q=red+mug&sort=rating&f=brand%3Aacme").href(), listing.href());
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
