//! Dates and times in a market's time zone.

use crate::delivery::DeliveryWindow;
use crate::market::Market;
use time::{Date, Duration, OffsetDateTime, Weekday};

/// A moment in the market's offset from UTC, summer time included.
pub fn local(market: Market, moment: OffsetDateTime) -> OffsetDateTime {
    market.zone.local(moment)
}

/// Seconds until midnight in the market.
pub fn seconds_left_today(market: Market, moment: OffsetDateTime) -> u32 {
    let (hours, minutes, seconds) = local(market, moment).to_hms();
    86_400 - (u32::from(hours) * 3_600 + u32::from(minutes) * 60 + u32::from(seconds))
}

/// A time in seconds since 1970, in the market's offset; `None` where it is out of range.
pub fn from_seconds(market: Market, seconds: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(seconds).ok().map(|moment| local(market, moment))
}

/// When an order placed at `moment` can be sent. A backordered item is sent on the day it arrives (seconds since 1970).
pub fn sent_from(backorder_at: Option<i64>, moment: OffsetDateTime) -> OffsetDateTime {
    let restocked_at = backorder_at.and_then(|at| OffsetDateTime::from_unix_timestamp(at).ok());
    restocked_at.map_or(moment, |restocked_at| restocked_at.max(moment))
}

/// When a parcel that is sent at `moment` and takes so many working days arrives.
pub fn window(market: Market, moment: OffsetDateTime, days: (u16, u16)) -> DeliveryWindow {
    let today = local(market, moment).date();
    DeliveryWindow { earliest: working_days_after(today, days.0), latest: working_days_after(today, days.1) }
}

/// The date `days` working days after a date. Public holidays count as working days.
fn working_days_after(date: Date, days: u16) -> Date {
    let mut day = date;
    // No carrier takes longer; this bounds the loop.
    let mut left = days.min(90);
    while left > 0 || is_weekend(day) {
        day = day.saturating_add(Duration::DAY);
        if !is_weekend(day) {
            left = left.saturating_sub(1);
        }
    }
    day
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;
    use crate::samples::{DE, GB, JP};

    #[test]
    fn a_day_ends_at_the_markets_midnight() {
        let check = |market, moment, left| assert_eq!(seconds_left_today(market, moment), left, "{moment}");
        check(JP, datetime!(2026-11-22 14:59:30 UTC), 30);
        check(GB, datetime!(2026-07-10 23:00 UTC), 86_400);
        check(DE, datetime!(2026-11-22 22:00 UTC), 3_600);
    }

    #[test]
    fn weekends_are_not_working_days() {
        let check = |from, days, expect| assert_eq!(working_days_after(from, days), expect, "{from} + {days}");
        check(date!(2026 - 11 - 20), 1, date!(2026 - 11 - 23));
        check(date!(2026 - 11 - 21), 0, date!(2026 - 11 - 23));
        check(date!(2026 - 11 - 22), 2, date!(2026 - 11 - 24));
        check(date!(2026 - 11 - 23), 4, date!(2026 - 11 - 27));
    }
}
