//! Who may call the gateway.

use super::refusal::Refusal;
use super::tokens::Tokens;
use http::HeaderMap;
use http::header::{AUTHORIZATION, HOST, ORIGIN};
use http::uri::Authority;
use std::net::IpAddr;

/// The region that a request comes from.
///
/// Browsers name a page's origin in all that changes something and in all that scripts may read, so a request with one is
/// refused. A name in `Host` may be a page's own that was pointed here after the page was loaded; an address cannot be.
pub fn region<'a>(headers: &HeaderMap, hosts: &[String], tokens: &'a Tokens) -> Result<&'a str, Refusal> {
    if headers.contains_key(ORIGIN) {
        return Err(Refusal::WebPage);
    }
    if !text(headers, &HOST).is_some_and(|host| is_ours(host, hosts)) {
        return Err(Refusal::Host);
    }
    let token = text(headers, &AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    token.and_then(|token| tokens.region(token.trim())).ok_or(Refusal::Token)
}

fn text<'a>(headers: &'a HeaderMap, name: &http::HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn is_ours(host: &str, hosts: &[String]) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host();
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let is_named = hosts.iter().any(|host| host.eq_ignore_ascii_case(name));
    is_named || name.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_page_and_whoever_has_no_token_cannot_reach_the_database() {
        let tokens = Tokens::parse("tokyo=tokyo-tokyo-tokyo").unwrap();
        let hosts = ["gateway.internal".to_owned()];
        let bearer = ("authorization", "Bearer tokyo-tokyo-tokyo");
        type Headers<'a> = &'a [(&'static str, &'static str)];
        let table: [(Headers<'_>, Result<&str, Refusal>); 9] = [
            (&[("host", "127.0.0.1:4001"), bearer], Ok("tokyo")),
            (&[("host", "[::1]:4001"), bearer], Ok("tokyo")),
            (&[("host", "Gateway.internal"), bearer], Ok("tokyo")),
            (&[("host", "localhost:4001")], Err(Refusal::Token)),
            (&[("host", "localhost:4001"), ("authorization", "Bearer tokyo")], Err(Refusal::Token)),
            (&[("host", "localhost:4001"), ("authorization", "tokyo-tokyo-tokyo")], Err(Refusal::Token)),
            (&[("host", "evil.test:4001"), bearer], Err(Refusal::Host)),
            (&[bearer], Err(Refusal::Host)),
            (&[("host", "127.0.0.1:4001"), ("origin", "null"), bearer], Err(Refusal::WebPage)),
        ];
        for (headers, expected) in table {
            let named =
                headers.iter().map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()));
            assert_eq!(region(&named.collect(), &hosts, &tokens), expected, "{headers:?}");
        }
    }
}
