//! What a parcel carries, and when it arrives.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::Date;

/// A time of day at which a carrier comes, in whole hours of the market's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimeSlot {
    /// From this hour on.
    pub from_hour: u8,
    /// Until this hour.
    pub to_hour: u8,
}

/// The text is no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a time of day such as 14-16")]
pub struct InvalidTimeSlot;

impl fmt::Display for TimeSlot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from_hour, self.to_hour)
    }
}

impl FromStr for TimeSlot {
    type Err = InvalidTimeSlot;

    fn from_str(text: &str) -> Result<Self, InvalidTimeSlot> {
        let (from, to) = text.split_once('-').ok_or(InvalidTimeSlot)?;
        let hour = |text: &str| text.parse().ok().filter(|&hour: &u8| hour <= 24).ok_or(InvalidTimeSlot);
        let slot = Self { from_hour: hour(from)?, to_hour: hour(to)? };
        if slot.from_hour < slot.to_hour { Ok(slot) } else { Err(InvalidTimeSlot) }
    }
}

/// Pieces of one kind that shall go into a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Weight of one piece.
    pub unit_grams: u64,
    /// Pieces.
    pub quantity: u32,
}

impl Load {
    fn grams(self) -> u64 {
        self.unit_grams.saturating_mul(u64::from(self.quantity))
    }
}

/// How many pieces of each load a parcel of at most `limit_grams` carries. The lighter loads go in first, so that the
/// heaviest gives way where all of them are too heavy together.
pub fn carried(loads: &[Load], limit_grams: u64) -> Vec<u32> {
    let mut pieces = vec![0; loads.len()];
    let mut lightest: Vec<usize> = (0..loads.len()).collect();
    lightest.sort_by_key(|&index| loads[index].grams());
    let mut left = limit_grams;
    for index in lightest {
        let load = loads[index];
        let room = left.checked_div(load.unit_grams).unwrap_or(u64::MAX);
        pieces[index] = u32::try_from(room).unwrap_or(u32::MAX).min(load.quantity);
        left -= load.unit_grams * u64::from(pieces[index]);
    }
    pieces
}

/// The days between which a parcel arrives, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryWindow {
    /// The first day it may arrive.
    pub earliest: Date,
    /// The last day it should arrive.
    pub latest: Date,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn load(unit_grams: u64, quantity: u32) -> Load {
        Load { unit_grams, quantity }
    }

    #[test]
    fn a_time_of_day_is_read_as_it_is_written() {
        let slot = TimeSlot { from_hour: 8, to_hour: 12 };
        assert_eq!(slot.to_string().parse(), Ok(slot));
        for wrong in ["", "8", "12-8", "8-25", "a-b", "8-12-14", "-1-3"] {
            assert_eq!(wrong.parse::<TimeSlot>(), Err(InvalidTimeSlot), "{wrong}");
        }
    }

    #[test]
    fn the_heaviest_load_gives_way() {
        assert_eq!(carried(&[load(300, 2), load(1_500, 30)], 30_000), [2, 19]);
        assert_eq!(carried(&[load(300, 2), load(1_500, 3)], 30_000), [2, 3]);
        assert_eq!(carried(&[load(40_000, 1), load(500, 1)], 30_000), [0, 1]);
        assert_eq!(carried(&[load(10_000, 4), load(10_000, 3)], 30_000), [0, 3]);
        assert_eq!(carried(&[], 0), [0; 0]);
    }

    proptest! {
        #[test]
        fn what_is_carried_fits_and_nothing_is_left_behind_without_need(
            loads in prop::collection::vec((0u64..40_000, 1u32..100), 0..8),
            limit in 0u64..60_000,
        ) {
            let loads: Vec<Load> = loads.into_iter().map(|(unit_grams, quantity)| load(unit_grams, quantity)).collect();
            let pieces = carried(&loads, limit);
            let grams: u64 = loads.iter().zip(&pieces).map(|(load, &pieces)| load.unit_grams * u64::from(pieces)).sum();
            prop_assert!(grams <= limit);
            for (load, &pieces) in loads.iter().zip(&pieces) {
                prop_assert!(pieces <= load.quantity);
                prop_assert!(pieces == load.quantity || grams + load.unit_grams > limit || load.unit_grams == 0);
            }
        }
    }
}
