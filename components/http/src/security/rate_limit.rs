//! Limits the writes of a client by counters of one minute in the region's key-value store.

use sha2::{Digest, Sha256};

use super::client::Client;
use crate::failure::Failure;
use crate::log;
use crate::state::FormState;

/// Counts one write against `limit` a minute. Where the store fails, the write passes: selling matters more than
/// counting.
///
/// # Errors
/// When the client has reached the limit.
pub async fn check<S: FormState>(
    state: &S,
    request_id: &str,
    action: &str,
    client: &Client,
    limit: u32,
) -> Result<(), Failure> {
    if limit == 0 {
        return Ok(());
    }
    let now = state.now();
    let minute = now.div_euclid(60);
    for (network, factor) in &client.networks {
        let limit = limit.saturating_mul(*factor);
        let count_one = |value: Option<&[u8]>| {
            let count = count_in_minute(value.unwrap_or_default(), minute);
            (count < limit).then(|| format!("{minute} {}", count + 1).into_bytes())
        };
        match state.key_value().update(&counter_key(action, network), &count_one).await {
            Ok(true) => {}
            Ok(false) => {
                let left = 60 - now.rem_euclid(60);
                return Err(Failure::TooManyRequests { retry_after_seconds: u32::try_from(left).unwrap_or(60) });
            }
            Err(error) => log::warning(S::COMPONENT, request_id, "a write was not counted", &error.to_string()),
        }
    }
    Ok(())
}

/// The store never expires keys, so there are a million counters. Two networks with the same counter share a limit.
fn counter_key(action: &str, network: &str) -> String {
    let digest = Sha256::new().chain_update(action).chain_update(b"\0").chain_update(network).finalize();
    format!("limit:{action}:{:05x}", u32::from_be_bytes([0, digest[0], digest[1], digest[2]]) >> 4)
}

fn count_in_minute(value: &[u8], minute: i64) -> u32 {
    let text = std::str::from_utf8(value).unwrap_or("");
    match text.split_once(' ') {
        Some((counted_minute, count)) if counted_minute.parse() == Ok(minute) => count.parse().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_of_another_minute_is_over() {
        assert_eq!(count_in_minute(b"17 3", 17), 3);
        assert_eq!(count_in_minute(b"16 3", 17), 0);
        assert_eq!(count_in_minute(b"\xff", 17), 0);
    }
}
