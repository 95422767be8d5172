//! Lists: one builder for addresses, filters, counts and the way to the next page.

use std::fmt::{Display, Formatter};
use std::str::FromStr;

use outpost_db::list::{self, Count};
use outpost_http::Failure;
use outpost_http::form::Fields;
use outpost_web_admin::view::{Link, LinkKind, Search};
use outpost_web_ui::localizer::Localizer;

/// What the address of a list says: the search, the filter, and where the page begins.
pub(crate) struct ListQuery {
    path: String,
    /// What is searched for.
    pub(crate) search: String,
    /// The code of the chosen filter; empty for the first.
    pub(crate) filter: &'static str,
    filters: &'static [Filter],
    after: String,
}

/// A filter of a list: its code in addresses, and the message that names it. The first of a list has no code.
pub(crate) type Filter = (&'static str, &'static str);

impl ListQuery {
    /// Reads the query of a list at `path`. A code that no filter has counts as none.
    pub(crate) fn read(path: &str, query: &Fields, filters: &'static [Filter]) -> Self {
        let shown = query.text("show");
        let filter = filters.iter().map(|(code, _)| *code).find(|code| *code == shown).unwrap_or("");
        let search = query.text("q").trim().chars().take(80).collect();
        Self { path: path.to_owned(), search, filter, filters, after: query.text("after").to_owned() }
    }

    /// The field above the list.
    pub(crate) fn search_field(&self, label: &'static str) -> Search {
        let hidden = (!self.filter.is_empty()).then(|| ("show", self.filter.to_owned())).into_iter().collect();
        Search { action: self.path.clone(), label, value: self.search.clone(), hidden }
    }

    /// Links to the list under each of its filters.
    pub(crate) fn filters(&self, l10n: Localizer) -> Vec<Link> {
        let link = |&(code, key): &Filter| {
            let kind = if code == self.filter { LinkKind::Current } else { LinkKind::Plain };
            Link { kind, ..Link::new(l10n.text(key), self.address(&self.path, code, "")) }
        };
        self.filters.iter().map(link).collect()
    }

    /// The key of the row after which the page begins; none on the first page.
    pub(crate) fn after<K: FromStr>(&self) -> Result<Option<K>, Failure> {
        if self.after.is_empty() { Ok(None) } else { self.after.parse().map(Some).map_err(|_| Failure::BadRequest) }
    }

    /// The address of the next page, if there is one. `key` is what [`ListQuery::after`] reads there.
    pub(crate) fn next<T, K: Display>(&self, page: &list::Page<T>, key: impl Fn(&T) -> K) -> Option<String> {
        let last = page.rows.last().filter(|_| page.has_more)?;
        Some(self.address(&self.path, self.filter, &key(last).to_string()))
    }

    /// The same list at another address, from its beginning.
    pub(crate) fn at(&self, path: &str) -> String {
        self.address(path, self.filter, "")
    }

    fn address(&self, path: &str, filter: &str, after: &str) -> String {
        let fields = [("q", self.search.as_str()), ("show", filter), ("after", after)];
        let fields: Vec<String> = fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        if fields.is_empty() { path.to_owned() } else { format!("{path}?{}", fields.join("&")) }
    }
}

/// The key of a row in a list by time: `time~key`, the time in seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeKey<K>(pub(crate) i64, pub(crate) K);

impl<K: Display> Display for TimeKey<K> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.0, self.1)
    }
}

impl<K: FromStr> FromStr for TimeKey<K> {
    type Err = Failure;

    fn from_str(text: &str) -> Result<Self, Failure> {
        let (time, key) = text.split_once('~').ok_or(Failure::BadRequest)?;
        let time = time.parse().map_err(|_| Failure::BadRequest)?;
        Ok(Self(time, key.parse().map_err(|_| Failure::BadRequest)?))
    }
}

impl<K> From<TimeKey<K>> for (i64, K) {
    fn from(key: TimeKey<K>) -> Self {
        (key.0, key.1)
    }
}

/// A count as lists show it: exact to 1,000, then `1,000+`.
pub(crate) fn counted(l10n: Localizer, count: Count) -> String {
    match count {
        Count::Exactly(rows) => l10n.number(rows as u64),
        Count::Many => format!("{}+", l10n.number(1_000)),
    }
}

/// A value of a query, percent-encoded.
pub(crate) fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    value.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILTERS: [Filter; 2] = [("", "inventory-all"), ("low", "inventory-low")];

    #[test]
    fn the_address_carries_the_whole_state_of_a_list() {
        let fields = outpost_http::form::parse::<Fields>(b"q=red+mug%26&show=low&after=A-1").expect("a query");
        let query = ListQuery::read("/list", &fields, &FILTERS);
        assert_eq!(query.after::<String>().expect("a key").as_deref(), Some("A-1"));
        let page = list::Page { rows: vec!["B-1", "B-2"], has_more: true };
        assert_eq!(query.next(&page, |row| *row).as_deref(), Some("/list?q=red%20mug%26&show=low&after=B-2"));
        assert_eq!(query.next(&list::Page { has_more: false, ..page }, |row| *row), None);
        let filters = query.filters(outpost_web_admin::localizer());
        assert_eq!((filters[0].text.as_str(), filters[0].href.as_str()), ("All", "/list?q=red%20mug%26"));
        assert_eq!(filters[1].kind, LinkKind::Current);
        let unknown = outpost_http::form::parse::<Fields>(b"show=other").expect("a query");
        assert_eq!(ListQuery::read("/list", &unknown, &FILTERS).at("/file"), "/file");
    }

    #[test]
    fn a_place_in_a_list_by_time_is_read_back_and_a_damaged_one_is_refused() {
        let key = TimeKey(1_790_000_000, "TR-1".to_owned());
        assert_eq!(key.to_string(), "1790000000~TR-1");
        assert!(key.to_string().parse::<TimeKey<String>>().is_ok_and(|read| read == key));
        assert!("TR-1".parse::<TimeKey<String>>().is_err());
    }
}
