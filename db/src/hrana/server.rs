//! Where a libSQL server is, and the token that opens it.

use std::fmt;
use std::net::IpAddr;

use http::Uri;

/// The address of a server and its token.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    url: String,
    token: String,
}

/// Why an address is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// It does not have the shape of one.
    #[error("{0:?} is not the address of a database server: write http://HOST:PORT or https://HOST")]
    Malformed(String),
    /// Whoever listens on the way would have the token.
    #[error("a token over plain http to {0} could be read on the way: use https")]
    TokenInTheClear(String),
}

impl Server {
    /// A server at `url` (scheme, host, port) with a token, or an empty one where none is needed.
    pub fn new(url: &str, token: &str) -> Result<Self, ServerError> {
        let malformed = || ServerError::Malformed(url.to_owned());
        let uri: Uri = url.parse().map_err(|_| malformed())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(malformed()) };
        let is_bare = uri.path().trim_matches('/').is_empty() && uri.query().is_none();
        if !matches!(scheme, "http" | "https") || !is_bare || authority.as_str().contains('@') {
            return Err(malformed());
        }
        if scheme == "http" && !token.is_empty() && !is_loopback(authority.host()) {
            return Err(ServerError::TokenInTheClear(authority.host().to_owned()));
        }
        Ok(Self { url: format!("{scheme}://{authority}"), token: token.to_owned() })
    }

    /// The address, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The token, or an empty text.
    pub fn token(&self) -> &str {
        &self.token
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("url", &self.url).finish_non_exhaustive()
    }
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_over_plain_http_goes_to_this_machine_only() {
        let check = |url: &str, token: &str, is_taken: bool| {
            assert_eq!(Server::new(url, token).is_ok(), is_taken, "{url} with {token:?}");
        };
        for url in ["http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost:8080/", "https://db.example"] {
            check(url, "secret", true);
        }
        for url in ["http://10.0.0.1:8080", "http://db.example", "http://127.0.0.1.example", "http://[2001:db8::1]:80"]
        {
            check(url, "secret", false);
            check(url, "", true);
        }
    }

    #[test]
    fn an_address_is_a_scheme_a_host_and_a_port() {
        for url in ["db.example", "libsql://db.example", "http://", "http://a/path", "http://user:word@a", "http://a?b"]
        {
            assert_eq!(Server::new(url, ""), Err(ServerError::Malformed(url.to_owned())));
        }
    }

    #[test]
    fn a_token_is_never_printed() {
        let server = Server::new("https://db.example", "secret").unwrap();
        assert!(!format!("{server:?}").contains("secret"));
    }
}
