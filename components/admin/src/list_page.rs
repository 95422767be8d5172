//! Lists: one builder for addresses, filters, counts and the way to the next page.

use outpost_db::list::Count;
use outpost_http::form::Fields;
use outpost_web_admin::view::{Link, LinkKind, Search};
use outpost_web_ui::localizer::Localizer;

/// What the address of a list says: the search, the filter, and where the page begins.
pub(crate) struct ListQuery {
    path: &'static str,
    /// What is searched for.
    pub(crate) search: String,
    /// The chosen filter; empty for all.
    pub(crate) filter: String,
    /// Where the page begins; empty for the first.
    pub(crate) after: String,
}

impl ListQuery {
    /// Reads the query of a list at `path`. A filter that is not declared counts as none.
    pub(crate) fn read(path: &'static str, query: &Fields, declared: &[&str]) -> Self {
        let filter = query.get("show").filter(|filter| declared.contains(filter)).unwrap_or_default();
        let search: String = query.text("q").trim().chars().take(80).collect();
        Self { path, search, filter: filter.to_owned(), after: query.text("after").to_owned() }
    }

    /// The field above the list.
    pub(crate) fn search_field(&self, label: &'static str) -> Search {
        let hidden = (!self.filter.is_empty()).then(|| ("show", self.filter.clone())).into_iter().collect();
        Search { action: self.path, label, value: self.search.clone(), hidden }
    }

    /// The filters, each with its message's text; the first is all.
    pub(crate) fn filters(&self, declared: &[(&str, &'static str)]) -> Vec<Link> {
        let link = |(code, label): &(&str, &'static str)| {
            let kind = if *code == self.filter { LinkKind::Current } else { LinkKind::Plain };
            Link { kind, ..Link::new(*label, self.address(self.path, code, "")) }
        };
        declared.iter().map(link).collect()
    }

    /// The address of the page that begins after a row.
    pub(crate) fn next(&self, after: &str) -> String {
        self.address(self.path, &self.filter, after)
    }

    /// The same list at another address, from its beginning.
    pub(crate) fn at(&self, path: &str) -> String {
        self.address(path, &self.filter, "")
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

    #[test]
    fn the_address_carries_the_whole_state_of_a_list() {
        let fields = outpost_http::form::parse::<Fields>(b"q=red+mug%26&show=low&after=A-1").expect("a query");
        let query = ListQuery::read("/list", &fields, &["low"]);
        assert_eq!(query.next("B-2"), "/list?q=red%20mug%26&show=low&after=B-2");
        assert_eq!(query.filters(&[("", "All"), ("low", "Low")])[0].href, "/list?q=red%20mug%26");
        assert!(query.filters(&[("", "All"), ("low", "Low")])[1].kind == LinkKind::Current);
        let unknown = outpost_http::form::parse::<Fields>(b"show=other").expect("a query");
        assert_eq!(ListQuery::read("/list", &unknown, &["low"]).at("/file"), "/file");
    }
}
