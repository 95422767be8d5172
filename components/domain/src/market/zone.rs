//! Time zones, by the names of the IANA database, which is compiled in.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, UtcOffset};
use tinystr::TinyAsciiStr;

use crate::text_type::ascii_type;

/// A time zone, e.g. `Europe/Berlin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "TinyAsciiStr<32>", into = "TinyAsciiStr<32>")]
pub struct Zone(TinyAsciiStr<32>);

/// The time zone database does not have this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a time zone such as Europe/Berlin")]
pub struct UnknownZone;

impl Zone {
    /// The zone without an offset.
    pub const UTC: Self = Self::from_static("UTC");

    /// A moment in the zone's offset from UTC, summer time included. A name that the database does not have, and a moment
    /// out of its range, stay in UTC.
    pub fn local(&self, moment: OffsetDateTime) -> OffsetDateTime {
        let seconds = TimeZone::get(&self.0)
            .and_then(|zone| Ok(zone.to_offset(Timestamp::from_second(moment.unix_timestamp())?).seconds()));
        let offset =
            seconds.map_or(UtcOffset::UTC, |seconds| UtcOffset::from_whole_seconds(seconds).unwrap_or(UtcOffset::UTC));
        moment.to_offset(offset)
    }
}

impl TryFrom<TinyAsciiStr<32>> for Zone {
    type Error = UnknownZone;

    fn try_from(name: TinyAsciiStr<32>) -> Result<Self, UnknownZone> {
        TimeZone::get(&name).map(|_| Self(name)).map_err(|_| UnknownZone)
    }
}

ascii_type!(Zone, 32, UnknownZone);

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn clocks_follow_the_zone_and_the_season() {
        let check = |zone, moment, minutes: i16| {
            let zone: Zone = str::parse(zone).expect("a zone");
            assert_eq!(zone.local(moment).offset().whole_minutes(), minutes, "{moment}");
        };
        check("Europe/London", datetime!(2026-01-10 12:00 UTC), 0);
        check("Europe/London", datetime!(2026-07-10 12:00 UTC), 60);
        check("Europe/Berlin", datetime!(2026-03-29 00:59:59 UTC), 60);
        check("Europe/Berlin", datetime!(2026-03-29 01:00 UTC), 120);
        check("Europe/Berlin", datetime!(2026-10-25 01:00 UTC), 60);
        check("Asia/Tokyo", datetime!(2026-07-10 12:00 UTC), 540);
        check("Asia/Kolkata", datetime!(2026-07-10 12:00 UTC), 330);
        check("America/New_York", datetime!(2026-11-01 05:59 UTC), -240);
        assert_eq!("Europe/Atlantis".parse::<Zone>(), Err(UnknownZone));
    }
}
