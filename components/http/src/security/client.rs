//! The client of a request, as rate limits count it.

use std::net::{IpAddr, Ipv6Addr};

use http::HeaderMap;

use crate::site::TrustedProxies;

/// The header in which the host reports the address of its peer.
const PEER: &str = "spin-client-addr";
/// How many times the limit of one client applies to the IPv6 network of 48 bits around it.
const WIDE_NETWORK_FACTOR: u32 = 8;

/// The networks that a client's requests count against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Each network with the factor by which its limit is higher than that of one client.
    pub networks: Vec<(String, u32)>,
}

impl Client {
    /// Reads the address from the host's header, or from `x-forwarded-for` behind trusted proxies.
    ///
    /// An IPv4 address counts by itself. An IPv6 address counts by its networks of 56 and 48 bits, since providers assign
    /// such networks to one client.
    pub fn read(headers: &HeaderMap, trusted_proxies: TrustedProxies) -> Self {
        let address = address(headers, trusted_proxies);
        let networks = match address.parse().map(|address: IpAddr| address.to_canonical()) {
            Ok(IpAddr::V6(address)) => {
                vec![(network(address, 56), 1), (network(address, 48), WIDE_NETWORK_FACTOR)]
            }
            Ok(IpAddr::V4(address)) => vec![(address.to_string(), 1)],
            Err(_) => vec![(address, 1)],
        };
        Self { networks }
    }
}

/// The address without a port. Each trusted proxy appends the address of its peer to `x-forwarded-for`, so the client's
/// is as many entries from the right as there are proxies; a client can forge only what is left of it.
fn address(headers: &HeaderMap, trusted_proxies: TrustedProxies) -> String {
    let forwarded: Vec<&[u8]> = headers
        .get_all("x-forwarded-for")
        .iter()
        .flat_map(|value| value.as_bytes().split(|&byte| byte == b','))
        .collect();
    let hops = trusted_proxies.hops();
    let entry = forwarded.len().checked_sub(hops).and_then(|position| forwarded.get(position));
    let peer = || headers.get_all(PEER).iter().next_back().map(|value| value.as_bytes());
    let text = entry.copied().or_else(peer).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("");
    without_port(text.trim()).to_owned()
}

/// `192.0.2.1:443` and `[2001:db8::1]:443` without the port; an address without a port stays as it is.
fn without_port(address: &str) -> &str {
    if let Some(inner) = address.strip_prefix('[') {
        return inner.split(']').next().unwrap_or(inner);
    }
    match address.split_once(':') {
        Some((host, port)) if !port.contains(':') => host,
        _ => address,
    }
}

fn network(address: Ipv6Addr, bits: u32) -> String {
    let mask = u128::MAX << (128 - bits);
    format!("{}/{bits}", Ipv6Addr::from_bits(address.to_bits() & mask))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn client(peer: &'static str, forwarded: &[&'static str], hops: u8) -> Vec<String> {
        let mut headers = HeaderMap::new();
        headers.insert(PEER, HeaderValue::from_static(peer));
        for line in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_static(line));
        }
        let trusted_proxies = if hops == 0 { TrustedProxies::None } else { TrustedProxies::Hops(hops) };
        Client::read(&headers, trusted_proxies).networks.into_iter().map(|(network, _)| network).collect()
    }

    #[test]
    fn a_client_is_an_address_whatever_the_port() {
        for peer in ["192.0.2.1:443", "192.0.2.1", "[::ffff:192.0.2.1]:443"] {
            assert_eq!(client(peer, &[], 0), ["192.0.2.1"], "{peer}");
        }
        assert_eq!(client("", &[], 0), [""]);
        assert_eq!(client("unknown", &[], 0), ["unknown"]);
    }

    #[test]
    fn an_ipv6_client_counts_by_its_networks_of_56_and_48_bits() {
        let expect = ["2001:db8:1:200::/56", "2001:db8:1::/48"];
        for peer in ["[2001:db8:1:2ff:4:5:6:7]:443", "2001:db8:1:201::9"] {
            assert_eq!(client(peer, &[], 0), expect, "{peer}");
        }
        assert_ne!(client("2001:db8:1:300::9", &[], 0), expect);
    }

    #[test]
    fn the_forwarded_address_is_as_far_from_the_right_as_there_are_trusted_proxies() {
        let forged = ["203.0.113.9, 198.51.100.1", "192.0.2.7"];
        assert_eq!(client("10.0.0.1:80", &forged, 0), ["10.0.0.1"], "no proxy is trusted");
        assert_eq!(client("10.0.0.1:80", &forged, 1), ["192.0.2.7"]);
        assert_eq!(client("10.0.0.1:80", &forged, 2), ["198.51.100.1"]);
        assert_eq!(client("10.0.0.1:80", &forged, 9), ["10.0.0.1"], "the request did not pass the proxies");
        assert_eq!(client("10.0.0.1:80", &[], 1), ["10.0.0.1"]);
    }
}
