//! Days and moments as text: the names of months and weekdays are messages.

use outpost_domain::delivery::DeliveryWindow;
use time::{Date, Month, OffsetDateTime, Weekday};

use crate::messages::Messages;

/// A day near now: `Tue 24 Nov`, `Di., 24. Nov.`, `11月24日(火)`.
pub(crate) fn day(messages: &'static Messages, day: Date) -> String {
    messages.format(
        "date-near",
        &[
            ("weekday", messages.get(weekday_key(day.weekday())).into()),
            ("day", day.day().into()),
            ("month", messages.get(month_key(day.month())).into()),
        ],
    )
}

/// A moment: `24 Nov 2026, 14:05`.
pub(crate) fn moment(messages: &'static Messages, moment: OffsetDateTime) -> String {
    messages.format(
        "date-moment",
        &[
            ("day", moment.day().into()),
            ("month", messages.get(month_key(moment.month())).into()),
            // As text, so that no locale groups its digits.
            ("year", moment.year().to_string().into()),
            ("time", time_of_day(moment).into()),
        ],
    )
}

/// The days of a delivery; one day when both are the same.
pub(crate) fn window(messages: &'static Messages, window: DeliveryWindow) -> String {
    let earliest = day(messages, window.earliest);
    if window.earliest == window.latest {
        return earliest;
    }
    let dash = if messages.locale().language() == "ja" { "〜" } else { " – " };
    format!("{earliest}{dash}{}", day(messages, window.latest))
}

/// The time of day in 24 hours: `14:05`.
pub fn time_of_day(moment: OffsetDateTime) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

/// The value of a `datetime` attribute: `2026-11-24T14:05:00+01:00`.
pub fn iso_datetime(moment: OffsetDateTime) -> String {
    let (hours, minutes, _) = moment.offset().as_hms();
    format!(
        "{}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}",
        moment.year(),
        u8::from(moment.month()),
        moment.day(),
        moment.hour(),
        moment.minute(),
        moment.second(),
        if moment.offset().is_negative() { '-' } else { '+' },
        hours.unsigned_abs(),
        minutes.unsigned_abs()
    )
}

const fn month_key(month: Month) -> &'static str {
    match month {
        Month::January => "month-1",
        Month::February => "month-2",
        Month::March => "month-3",
        Month::April => "month-4",
        Month::May => "month-5",
        Month::June => "month-6",
        Month::July => "month-7",
        Month::August => "month-8",
        Month::September => "month-9",
        Month::October => "month-10",
        Month::November => "month-11",
        Month::December => "month-12",
    }
}

const fn weekday_key(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "weekday-1",
        Weekday::Tuesday => "weekday-2",
        Weekday::Wednesday => "weekday-3",
        Weekday::Thursday => "weekday-4",
        Weekday::Friday => "weekday-5",
        Weekday::Saturday => "weekday-6",
        Weekday::Sunday => "weekday-7",
    }
}

#[cfg(test)]
mod tests {
    use outpost_domain::samples::{EN, GERMAN, JAPANESE};

    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn days_read_naturally_in_every_locale() {
        let date = date!(2026 - 11 - 24);
        assert_eq!(day(Messages::for_locale(EN), date), "Tue 24 Nov");
        assert_eq!(day(Messages::for_locale(GERMAN), date), "Di., 24. Nov.");
        assert_eq!(day(Messages::for_locale(JAPANESE), date), "11月24日(火)");
    }

    #[test]
    fn a_datetime_attribute_carries_its_offset() {
        assert_eq!(iso_datetime(datetime!(2026-11-24 14:05 +1)), "2026-11-24T14:05:00+01:00");
        assert_eq!(moment(Messages::for_locale(EN), datetime!(2026-11-24 14:05 +1)), "24 Nov 2026, 14:05");
    }
}
