//! `allowed_outbound_hosts`: which hosts a component may call.

use http::Uri;

/// The hosts that one component may call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedHosts(Vec<Pattern>);

/// One entry: `scheme://host[:port]`, with `*` for any scheme, host or port and `*.domain` for subdomains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    scheme: Option<String>,
    host: Host,
    ports: Ports,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
    Any,
    Below(String),
    Exactly(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Ports {
    Any,
    From(u16, u16),
}

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// No `://`.
    #[error("has no scheme")]
    Scheme,
    /// A path, an address range, a list, `self`, or a wildcard in the middle.
    #[error("has a host that the edge host does not know: {0:?}")]
    Host(String),
    /// Neither a number, a range `a..b` nor `*`, or no known default for the scheme.
    #[error("has no usable port: {0:?}")]
    Port(String),
}

impl AllowedHosts {
    /// From parsed entries.
    pub fn new(patterns: Vec<Pattern>) -> Self {
        Self(patterns)
    }

    /// True when a request to `uri` is allowed. A URI without scheme or host never is.
    pub fn allow(&self, uri: &Uri) -> bool {
        let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else { return false };
        let Some(port) = uri.port_u16().or_else(|| default_port(scheme)) else { return false };
        let host = host.to_ascii_lowercase();
        self.0.iter().any(|pattern| pattern.allows(scheme, &host, port))
    }
}

impl Pattern {
    /// Reads one entry whose variables are filled in.
    pub fn parse(text: &str) -> Result<Self, HostError> {
        let (scheme, rest) = text.trim().split_once("://").ok_or(HostError::Scheme)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (host, port) = split_port(rest);
        let ports = match port {
            Some("*") => Ports::Any,
            Some(range) => parse_ports(range).ok_or_else(|| HostError::Port(range.to_owned()))?,
            None => {
                let port = default_port(scheme).ok_or_else(|| HostError::Port(scheme.to_owned()))?;
                Ports::From(port, port)
            }
        };
        let scheme = (scheme != "*").then(|| scheme.to_ascii_lowercase());
        Ok(Self { scheme, host: parse_host(host)?, ports })
    }

    fn allows(&self, scheme: &str, host: &str, port: u16) -> bool {
        let scheme_fits = self.scheme.as_deref().is_none_or(|wanted| wanted == scheme);
        let host_fits = match &self.host {
            Host::Any => true,
            Host::Below(suffix) => host.strip_suffix(suffix.as_str()).is_some_and(|rest| !rest.is_empty()),
            Host::Exactly(wanted) => wanted == host,
        };
        let port_fits = match self.ports {
            Ports::Any => true,
            Ports::From(first, last) => (first..=last).contains(&port),
        };
        scheme_fits && host_fits && port_fits
    }
}

/// Divides `host:port`; the colons of a bracketed IPv6 address are part of the host.
fn split_port(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (text, None),
    }
}

fn parse_ports(text: &str) -> Option<Ports> {
    match text.split_once("..") {
        // Spin's ranges leave their end out.
        Some((first, end)) => Some(Ports::From(first.parse().ok()?, end.parse::<u16>().ok()?.checked_sub(1)?)),
        None => text.parse().ok().map(|port| Ports::From(port, port)),
    }
}

fn parse_host(host: &str) -> Result<Host, HostError> {
    let unknown = || HostError::Host(host.to_owned());
    if host == "*" {
        return Ok(Host::Any);
    }
    if host.is_empty() || host == "self" || host.ends_with(".spin.internal") || host.contains(['/', '{']) {
        return Err(unknown());
    }
    match host.strip_prefix("*.") {
        Some(domain) if !domain.contains('*') => Ok(Host::Below(format!(".{}", domain.to_ascii_lowercase()))),
        None if !host.contains('*') => Ok(Host::Exactly(host.to_ascii_lowercase())),
        _ => Err(unknown()),
    }
}

fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{AllowedHosts, HostError, Pattern};

    fn allows(pattern: &str, uri: &str) -> bool {
        AllowedHosts::new(vec![Pattern::parse(pattern).unwrap()]).allow(&uri.parse().unwrap())
    }

    #[test]
    fn only_the_named_scheme_host_and_port_may_be_called() {
        let table = [
            ("https://api.example.com", "https://api.example.com/v1", true),
            ("https://api.example.com", "https://API.example.com:443/v1", true),
            ("https://api.example.com", "http://api.example.com/", false),
            ("https://api.example.com", "https://api.example.com:8443/", false),
            ("https://api.example.com", "https://api.example.com.evil.test/", false),
            ("https://*.example.com", "https://a.b.example.com/", true),
            ("https://*.example.com", "https://example.com/", false),
            ("https://*.example.com", "https://evilexample.com/", false),
            ("*://*:*", "http://anything.test:1/", true),
            ("http://127.0.0.1:9000", "http://127.0.0.1:9000/x", true),
            ("http://127.0.0.1:9000..9002", "http://127.0.0.1:9001/", true),
            ("http://127.0.0.1:9000..9002", "http://127.0.0.1:9002/", false),
            ("http://[::1]:9000", "http://[::1]:9000/", true),
        ];
        for (pattern, uri, expected) in table {
            assert_eq!(allows(pattern, uri), expected, "{pattern} for {uri}");
        }
    }

    #[test]
    fn entries_that_cannot_be_held_to_are_refused() {
        assert_eq!(Pattern::parse("example.com"), Err(HostError::Scheme));
        assert_eq!(Pattern::parse("https://self"), Err(HostError::Host("self".into())));
        assert_eq!(Pattern::parse("https://a.*.com"), Err(HostError::Host("a.*.com".into())));
        assert_eq!(Pattern::parse("https://a.com/path"), Err(HostError::Host("a.com/path".into())));
        assert_eq!(Pattern::parse("redis://a.com"), Err(HostError::Port("redis".into())));
    }
}
