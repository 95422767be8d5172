//! Spin's route rules: exact paths, `:name` segments, and a trailing `/...` for everything below.
//!
//! The most specific pattern wins: segment by segment an exact one beats a name, and a name beats the
//! wildcard; so the longest matching prefix wins among wildcards. A trailing slash does not matter for
//! matching. Where two triggers have the same pattern the later one wins, as in Spin.

/// Paths below this one are the host's own.
pub const WELL_KNOWN: &str = "/.well-known/spin/";

/// One parsed pattern and where it leads.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The pattern as the manifest has it.
    pub raw: String,
    /// Position of the component in the application.
    pub target: usize,
    segments: Vec<Segment>,
    wildcard: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Exact(String),
    Name(String),
}

/// The table of all routes, most specific first.
#[derive(Debug, Clone, Default)]
pub struct Routes {
    entries: Vec<Entry>,
}

/// A path that matched.
#[derive(Debug)]
pub struct Match<'a> {
    /// The route that matched.
    pub entry: &'a Entry,
    /// What the wildcard took, with its leading slash; empty for other routes.
    pub trailing: String,
    /// Names and their values.
    pub names: Vec<(&'a str, &'a str)>,
}

impl Entry {
    /// The pattern without its wildcard.
    pub fn prefix(&self) -> &str {
        self.raw.strip_suffix("/...").unwrap_or(&self.raw)
    }

    fn matches<'a>(&'a self, parts: &[&'a str], path: &str) -> Option<Match<'a>> {
        let fits = if self.wildcard { parts.len() >= self.segments.len() } else { parts.len() == self.segments.len() };
        if !fits {
            return None;
        }
        let mut names = Vec::new();
        for (segment, part) in self.segments.iter().zip(parts) {
            match segment {
                Segment::Exact(text) if text == part => {}
                Segment::Exact(_) => return None,
                Segment::Name(name) => names.push((name.as_str(), *part)),
            }
        }
        let trailing = if self.wildcard { trailing(&parts[self.segments.len()..], path) } else { String::new() };
        Some(Match { entry: self, trailing, names })
    }

    /// Sorts more specific entries first.
    fn rank(&self) -> Vec<u8> {
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Exact(_) => 0,
                Segment::Name(_) => 1,
            })
            .chain(std::iter::once(if self.wildcard { 3 } else { 2 }))
            .collect()
    }
}

/// What the wildcard took. Spin keeps a trailing slash here.
fn trailing(parts: &[&str], path: &str) -> String {
    let mut text = String::new();
    for part in parts {
        text.push('/');
        text.push_str(part);
    }
    if path.ends_with('/') && !text.ends_with('/') {
        text.push('/');
    }
    text
}

impl Routes {
    /// Builds the table from patterns (already [`check`]ed) and their targets.
    pub fn new<'a>(patterns: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (raw, target) in patterns {
            let entry = parse(raw, target);
            match entries.iter_mut().find(|known| known.segments == entry.segments && known.wildcard == entry.wildcard)
            {
                Some(known) => *known = entry,
                None => entries.push(entry),
            }
        }
        entries.sort_by_key(Entry::rank);
        Self { entries }
    }

    /// The most specific route for a path (without query).
    pub fn find<'a>(&'a self, path: &'a str) -> Option<Match<'a>> {
        let parts: Vec<&str> = parts(path);
        self.entries.iter().find_map(|entry| entry.matches(&parts, path))
    }
}

/// Says what is wrong with a pattern.
pub fn check(pattern: &str) -> Result<(), &'static str> {
    if !pattern.starts_with('/') {
        return Err("does not begin with '/'");
    }
    let body = pattern.strip_suffix("/...").unwrap_or(pattern);
    if body.contains("...") || body.contains('*') {
        return Err("has a wildcard that is not a final '/...'");
    }
    if body.split('/').any(|part| part == ":") {
        return Err("has a ':' without a name");
    }
    if format!("{pattern}/").starts_with(WELL_KNOWN) {
        return Err("lies under /.well-known/spin/, which the host answers itself");
    }
    Ok(())
}

fn parse(raw: &str, target: usize) -> Entry {
    let (body, wildcard) = match raw.strip_suffix("/...") {
        Some(body) => (body, true),
        None => (raw, false),
    };
    let segments = parts(body)
        .into_iter()
        .map(|part| match part.strip_prefix(':') {
            Some(name) => Segment::Name(name.to_owned()),
            None => Segment::Exact(part.to_owned()),
        })
        .collect();
    Entry { raw: raw.to_owned(), target, segments, wildcard }
}

fn parts(path: &str) -> Vec<&str> {
    let trimmed = path.strip_prefix('/').unwrap_or(path);
    let trimmed = trimmed.strip_suffix('/').unwrap_or(trimmed);
    if trimmed.is_empty() { Vec::new() } else { trimmed.split('/').collect() }
}

#[cfg(test)]
mod tests {
    use super::{Routes, check};

    const PATTERNS: [&str; 8] =
        ["/", "/...", "/one", "/one/...", "/one/two/...", "/:any/three", "/one/:name/...", "/one/two/four"];

    fn routed(path: &str) -> Option<String> {
        let routes = Routes::new(PATTERNS.into_iter().zip(0..));
        let found = routes.find(path)?;
        let names: String = found.names.iter().map(|(name, value)| format!(" {name}={value}")).collect();
        Some(format!("{} [{}]{names}", found.entry.raw, found.trailing))
    }

    #[test]
    fn the_most_specific_route_wins() {
        for (path, expected) in [
            ("/", "/ []"),
            ("/x", "/... [/x]"),
            ("/x/y/", "/... [/x/y/]"),
            ("/one", "/one []"),
            ("/one/", "/one []"),
            ("/one/two", "/one/two/... []"),
            ("/one/two/", "/one/two/... [/]"),
            ("/one/two/three/four", "/one/two/... [/three/four]"),
            ("/one/two/four", "/one/two/four []"),
            ("/x/three", "/:any/three [] any=x"),
            ("/one/three", "/one/:name/... [] name=three"),
            ("/one/x/y", "/one/:name/... [/y] name=x"),
            ("/One", "/... [/One]"),
        ] {
            assert_eq!(routed(path).as_deref(), Some(expected), "{path}");
        }
    }

    #[test]
    fn the_order_of_routes_does_not_matter_except_that_the_last_duplicate_wins() {
        let routes = Routes::new([("/a/...", 0), ("/a/b", 1), ("/a/...", 2)]);
        assert_eq!(routes.find("/a/c").unwrap().entry.target, 2);
        assert_eq!(routes.find("/a/b").unwrap().entry.target, 1);
        assert!(routes.find("/b").is_none());
    }

    #[test]
    fn patterns_that_mean_nothing_are_refused() {
        for good in ["/", "/...", "/a/:b/...", "/.well-known/spindle"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in ["", "a", "/a/.../b", "/a/*", "/:", "/.well-known/spin/health", "/.well-known/spin/..."] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
