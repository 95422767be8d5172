//! Dates and times in a market's time zone.

use crate::delivery::DeliveryWindow;
use crate::market::Market;
use time::{Date, Duration, Month, OffsetDateTime, Time, UtcOffset, Weekday};

/// A moment in the market's offset from UTC, summer time included.
pub fn local(market: Market, moment: OffsetDateTime) -> OffsetDateTime {
    let hours = match market {
        Market::Gb => i8::from(is_european_summer(moment)),
        Market::De => 1 + i8::from(is_european_summer(moment)),
        Market::Jp => 9,
    };
    moment.to_offset(UtcOffset::from_hms(hours, 0, 0).unwrap_or(UtcOffset::UTC))
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

/// From the last Sunday of March to the last Sunday of October, changing at 01:00 UTC.
fn is_european_summer(moment: OffsetDateTime) -> bool {
    let utc = moment.to_offset(UtcOffset::UTC);
    let change = |month| {
        let last = Date::from_calendar_date(utc.year(), month, 31).unwrap_or(utc.date());
        let sunday = last - Duration::days(i64::from(last.weekday().number_days_from_sunday()));
        sunday.with_time(Time::from_hms(1, 0, 0).unwrap_or(Time::MIDNIGHT)).assume_utc()
    };
    utc >= change(Month::March) && utc < change(Month::October)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn clocks_follow_the_market_and_the_season() {
        let check =
            |market, moment, hours: i8| assert_eq!(local(market, moment).offset().whole_hours(), hours, "{moment}");
        check(Market::Gb, datetime!(2026-01-10 12:00 UTC), 0);
        check(Market::Gb, datetime!(2026-07-10 12:00 UTC), 1);
        check(Market::De, datetime!(2026-03-29 00:59:59 UTC), 1);
        check(Market::De, datetime!(2026-03-29 01:00 UTC), 2);
        check(Market::De, datetime!(2026-10-25 01:00 UTC), 1);
        check(Market::Jp, datetime!(2026-07-10 12:00 UTC), 9);
    }

    #[test]
    fn a_day_ends_at_the_markets_midnight() {
        let check = |market, moment, left| assert_eq!(seconds_left_today(market, moment), left, "{moment}");
        check(Market::Jp, datetime!(2026-11-22 14:59:30 UTC), 30);
        check(Market::Gb, datetime!(2026-07-10 23:00 UTC), 86_400);
        check(Market::De, datetime!(2026-11-22 22:00 UTC), 3_600);
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
