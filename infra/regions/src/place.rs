//! Where regions are: their names, distances and addresses.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::Result;

use crate::address::free_address;

/// Names in the order they are given out. The first is home, where the primary is.
const NAMES: [&str; 6] = ["london", "frankfurt", "tokyo", "newyork", "sydney", "saopaulo"];
/// What stands between a region's port and its admin port.
const ADMIN_OFFSET: u16 = 100;

/// The most regions that a fleet may have.
pub const PLACES_MAX: usize = NAMES.len();

/// A region's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Time to the primary and back.
    pub round_trip: Duration,
    /// Where shoppers reach it.
    pub listen: SocketAddr,
    /// Where operators do.
    pub admin: SocketAddr,
}

impl Place {
    /// Home and places overseas on ports of this machine that are free: at most [`PLACES_MAX`].
    ///
    /// # Errors
    /// When no port is free.
    pub fn anywhere(count: usize, round_trip: Duration) -> Result<Vec<Self>> {
        let places = NAMES.iter().take(count).enumerate();
        places.map(|(at, name)| Ok(Self::new(at, name, round_trip, free_address()?, free_address()?))).collect()
    }

    /// The same on ports that follow each other, from `first` on, with admin ports a hundred above.
    pub fn in_a_row(count: usize, round_trip: Duration, first: u16) -> Vec<Self> {
        let here = |port: u16| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let places = NAMES.iter().take(count).enumerate();
        places
            .zip(first..)
            .map(|((at, name), port)| {
                Self::new(at, name, round_trip, here(port), here(port.wrapping_add(ADMIN_OFFSET)))
            })
            .collect()
    }

    fn new(at: usize, name: &str, round_trip: Duration, listen: SocketAddr, admin: SocketAddr) -> Self {
        let round_trip = if at == 0 { Duration::ZERO } else { round_trip };
        Self { name: name.to_owned(), round_trip, listen, admin }
    }

    /// Where shoppers reach it, as an address of pages.
    pub fn origin(&self) -> String {
        format!("http://{}", self.listen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_home_region_has_no_way_to_go() {
        let round_trip = Duration::from_millis(150);
        let places = Place::in_a_row(3, round_trip, 3000);
        let shown: Vec<_> = places.iter().map(|place| (place.origin(), place.admin.port(), place.round_trip)).collect();
        let expected = [
            ("http://127.0.0.1:3000".to_owned(), 3100, Duration::ZERO),
            ("http://127.0.0.1:3001".to_owned(), 3101, round_trip),
            ("http://127.0.0.1:3002".to_owned(), 3102, round_trip),
        ];
        assert_eq!(shown, expected);
    }
}
