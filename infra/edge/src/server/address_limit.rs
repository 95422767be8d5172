//! How many connections each client address may hold.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// An IPv6 /48 may hold so many times as many connections as one of its /56.
const SITE_FACTOR: usize = 4;

/// Counts connections by client network.
pub struct AddressLimit {
    limit: usize,
    open: Mutex<HashMap<Network, usize>>,
}

/// What is counted as one client. A household has a whole IPv6 /56, an organisation often a /48.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Network {
    Address(IpAddr),
    Prefix(Ipv6Addr, u8),
}

/// One counted connection; it stops counting when dropped.
pub struct AddressPermit {
    counts: Arc<AddressLimit>,
    networks: Vec<Network>,
}

impl AddressLimit {
    /// At most `limit` connections from one address; 0 for no limit.
    pub fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self { limit, open: Mutex::default() })
    }

    /// Counts a connection from `address`, or refuses it.
    pub fn acquire(self: &Arc<Self>, address: IpAddr) -> Option<AddressPermit> {
        let networks = if self.limit == 0 { Vec::new() } else { networks(address) };
        let mut open = self.open();
        let is_full = |network: &Network| open.get(network).copied().unwrap_or(0) >= self.limit_of(network);
        if networks.iter().any(is_full) {
            return None;
        }
        for network in &networks {
            *open.entry(*network).or_default() += 1;
        }
        drop(open);
        Some(AddressPermit { counts: Arc::clone(self), networks })
    }

    fn limit_of(&self, network: &Network) -> usize {
        match network {
            Network::Prefix(_, 48) => self.limit.saturating_mul(SITE_FACTOR),
            Network::Prefix(..) | Network::Address(_) => self.limit,
        }
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Network, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for AddressPermit {
    fn drop(&mut self) {
        let mut open = self.counts.open();
        for network in &self.networks {
            if let Some(count) = open.get_mut(network) {
                *count -= 1;
                if *count == 0 {
                    open.remove(network);
                }
            }
        }
    }
}

fn networks(address: IpAddr) -> Vec<Network> {
    match address.to_canonical() {
        IpAddr::V4(address) => vec![Network::Address(address.into())],
        IpAddr::V6(address) => [56, 48].map(|bits| Network::Prefix(prefix(address, bits), bits)).into(),
    }
}

fn prefix(address: Ipv6Addr, bits: u8) -> Ipv6Addr {
    Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (128 - u32::from(bits))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of these connections are accepted while all earlier ones stay open.
    fn accepted(limit: usize, addresses: impl IntoIterator<Item = String>) -> usize {
        let limit = AddressLimit::new(limit);
        let permits: Vec<_> = addresses.into_iter().map(|address| limit.acquire(address.parse().unwrap())).collect();
        permits.into_iter().flatten().count()
    }

    #[test]
    fn one_client_holds_a_bounded_number_of_connections() {
        let same = |count| std::iter::repeat_n("192.0.2.1".to_owned(), count);
        assert_eq!(accepted(3, same(5)), 3);
        assert_eq!(accepted(0, same(5)), 5, "no limit");
        assert_eq!(accepted(3, same(5).chain(["192.0.2.2".to_owned()])), 4, "another address has its own");
        let mapped = ["192.0.2.1", "::ffff:192.0.2.1"].map(str::to_owned);
        assert_eq!(accepted(1, mapped), 1, "one address in two notations");
        assert_eq!(accepted(2, (0..9).map(|host| format!("2001:db8:1:2::{host}"))), 2, "one /56");
        assert_eq!(accepted(2, (0..9).map(|net| format!("2001:db8:1:{:x}::1", net << 8))), 8, "one /48");
        assert_eq!(accepted(1, (0..9).map(|site| format!("2001:db8:{site}::1"))), 9, "other sites");
    }

    #[test]
    fn a_closed_connection_makes_room() {
        let limit = AddressLimit::new(1);
        let address = "2001:db8::1".parse().unwrap();
        let permit = limit.acquire(address);
        assert!(permit.is_some() && limit.acquire(address).is_none());
        drop(permit);
        assert!(limit.acquire(address).is_some());
        assert!(limit.open().is_empty());
    }
}
