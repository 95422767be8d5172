//! Limits the writes of a client: counters by minute in the region's key-value store, and in each instance for
//! concurrent requests.

use std::net::IpAddr;

use http::HeaderMap;
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::failure::Failure;
use crate::log;
use crate::state::State;

/// The client's address without its port, as far as the host tells. Of an IPv6 address it is the network, since one
/// client has all of it.
pub(crate) fn client(headers: &HeaderMap, config: &Config) -> String {
    // Our own proxy wrote the last entry, whether it extended the client's header or added one.
    let text = |name: &str| headers.get_all(name).iter().next_back().and_then(|value| value.to_str().ok());
    let forwarded = text("x-forwarded-for").filter(|_| config.trust_forwarded_for);
    let address = forwarded.and_then(|list| list.rsplit(',').next()).or_else(|| text("spin-client-addr")).unwrap_or("");
    let address = without_port(address.trim());
    match address.parse() {
        Ok(IpAddr::V6(address)) if address.to_ipv4_mapped().is_none() => {
            address.segments()[..4].iter().map(|part| format!("{part:x}:")).collect()
        }
        _ => address.to_owned(),
    }
}

/// Counts one write against `limit` a minute. Where the store fails, the write passes: selling matters more than
/// counting.
pub(crate) async fn check(
    state: &State,
    request_id: &str,
    action: &str,
    client: &str,
    limit: u32,
) -> Result<(), Failure> {
    if limit == 0 {
        return Ok(());
    }
    let now = state.now();
    let minute = now.div_euclid(60);
    let key = counter_key(action, client);
    let own = state.local_rate_limiter.add(&key, minute);
    let stored = match state.key_value.get(&key).await {
        Ok(value) => value.map_or(0, |value| count_in_minute(&value, minute)),
        Err(error) => {
            log::warning(request_id, "a write was not counted", &error.to_string());
            return Ok(());
        }
    };
    let count = stored.max(own);
    if count >= limit {
        let left = 60 - now.rem_euclid(60);
        return Err(Failure::TooManyRequests { retry_after_seconds: u32::try_from(left).unwrap_or(60) });
    }
    if let Err(error) = state.key_value.set(&key, format!("{minute} {}", count + 1).as_bytes()).await {
        log::warning(request_id, "a write was not counted", &error.to_string());
    }
    Ok(())
}

/// The store never expires keys, so there are a million counters. Two clients with the same counter share a limit.
fn counter_key(action: &str, client: &str) -> String {
    let digest = Sha256::new().chain_update(action).chain_update(b"\0").chain_update(client).finalize();
    format!("limit:{action}:{:05x}", u32::from_be_bytes([0, digest[0], digest[1], digest[2]]) >> 4)
}

fn count_in_minute(value: &[u8], minute: i64) -> u32 {
    let text = std::str::from_utf8(value).unwrap_or("");
    match text.split_once(' ') {
        Some((of, count)) if of.parse() == Ok(minute) => count.parse().unwrap_or(0),
        _ => 0,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_an_address_whatever_the_port() {
        let check = |text: &str, expect: &str| assert_eq!(without_port(text), expect, "{text}");
        check("192.0.2.1:443", "192.0.2.1");
        check("192.0.2.1", "192.0.2.1");
        check("[2001:db8::1]:443", "2001:db8::1");
        check("2001:db8::1", "2001:db8::1");
        check("", "");
    }

    #[test]
    fn forwarded_addresses_count_only_where_the_operator_says_so() {
        let mut headers = HeaderMap::new();
        headers.insert("spin-client-addr", http::HeaderValue::from_static("[2001:db8:1:2:3:4:5:6]:443"));
        headers.insert("x-forwarded-for", http::HeaderValue::from_static("203.0.113.9, 192.0.2.7"));
        let mut config = crate::testing::config();
        assert_eq!(client(&headers, &config), "2001:db8:1:2:");
        config.trust_forwarded_for = true;
        assert_eq!(client(&headers, &config), "192.0.2.7");
        assert_eq!(client(&HeaderMap::new(), &config), "");
    }

    #[test]
    fn a_count_of_another_minute_is_over() {
        assert_eq!(count_in_minute(b"17 3", 17), 3);
        assert_eq!(count_in_minute(b"16 3", 17), 0);
        assert_eq!(count_in_minute(b"\xff", 17), 0);
    }
}
