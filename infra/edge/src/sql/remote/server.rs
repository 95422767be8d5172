//! Where a libSQL server is, and what opens it.

use std::fmt;
use std::net::IpAddr;

/// A libSQL server.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Server {
    /// `http://host:port` or `https://…`, without a slash at the end.
    pub url: String,
    /// What opens it, or empty.
    pub token: String,
}

/// Why a server cannot be used. No message holds a token.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// It is no address of HTTP.
    #[error("is no address of a libSQL server")]
    Address,
    /// Whoever sees the network between would read the token.
    #[error("would send its token over plain http to another machine")]
    PlainToken,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("url", &self.url).finish_non_exhaustive()
    }
}

impl Server {
    /// Checks an address; `libsql://` stands for `https://`.
    ///
    /// # Errors
    /// When it is no address, or a token would go to another machine unencrypted.
    pub fn new(url: &str, token: &str) -> Result<Self, ServerError> {
        let url = url.trim_end_matches('/').replacen("libsql://", "https://", 1);
        let uri: http::Uri = url.parse().map_err(|_| ServerError::Address)?;
        let host = uri.host().ok_or(ServerError::Address)?;
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if token.is_empty() || is_loopback(host) => {}
            Some("http") => return Err(ServerError::PlainToken),
            _ => return Err(ServerError::Address),
        }
        Ok(Self { url, token: token.to_owned() })
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_to_another_machine_only_encrypted() {
        let check = |url: &str, token: &str, expect: Result<&str, ServerError>| {
            assert_eq!(Server::new(url, token).map(|server| server.url), expect.map(str::to_owned), "{url}");
        };
        check("libsql://db.example.com/", "t", Ok("https://db.example.com"));
        check("http://db.example.com", "", Ok("http://db.example.com"));
        check("http://db.example.com", "t", Err(ServerError::PlainToken));
        check("http://10.0.0.7:8080", "t", Err(ServerError::PlainToken));
        check("http://localhost.example.com", "t", Err(ServerError::PlainToken));
        for loopback in ["http://127.0.0.1:4001", "http://[::1]:4001", "http://localhost:4001"] {
            check(loopback, "t", Ok(loopback));
        }
        check("db.example.com", "", Err(ServerError::Address));
        check("ftp://db.example.com", "", Err(ServerError::Address));
    }
}
