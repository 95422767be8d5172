//! Days and moments in words: month and weekday names come from the catalogues.

use outpost_domain::market::Locale;
use time::{Date, Month, OffsetDateTime, Weekday};

use super::Words;

impl Words {
    /// A day near now: `Tue 24 Nov`, `Di., 24. Nov.`, `11月24日(火)`.
    pub(crate) fn day(&'static self, day: Date) -> String {
        self.with(
            "date-near",
            &[
                ("weekday", self.get(weekday_key(day.weekday())).into()),
                ("day", day.day().into()),
                ("month", self.get(month_key(day.month())).into()),
            ],
        )
    }

    /// A moment: `24 Nov 2026, 14:05`.
    pub(crate) fn moment(&'static self, moment: OffsetDateTime) -> String {
        self.with(
            "date-moment",
            &[
                ("day", moment.day().into()),
                ("month", self.get(month_key(moment.month())).into()),
                // As text, so that no locale groups its digits.
                ("year", moment.year().to_string().into()),
                ("time", clock(moment).into()),
            ],
        )
    }

    /// The days between which something arrives: one day when they are the same.
    pub(crate) fn window(&'static self, window: crate::view::DeliveryWindow) -> String {
        let earliest = self.day(window.earliest);
        if window.earliest == window.latest {
            return earliest;
        }
        let dash = if self.locale == Locale::Ja { "〜" } else { " – " };
        format!("{earliest}{dash}{}", self.day(window.latest))
    }
}

/// The time of day in 24 hours: `14:05`.
pub(crate) fn clock(moment: OffsetDateTime) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

/// The value of a `datetime` attribute: `2026-11-24T14:05:00+01:00`.
pub(crate) fn machine(moment: OffsetDateTime) -> String {
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
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn days_read_naturally_in_every_locale() {
        let day = date!(2026 - 11 - 24);
        assert_eq!(Words::of(Locale::En).day(day), "Tue 24 Nov");
        assert_eq!(Words::of(Locale::De).day(day), "Di., 24. Nov.");
        assert_eq!(Words::of(Locale::Ja).day(day), "11月24日(火)");
    }

    #[test]
    fn a_moment_carries_its_offset_for_machines() {
        assert_eq!(machine(datetime!(2026-11-24 14:05 +1)), "2026-11-24T14:05:00+01:00");
        assert_eq!(Words::of(Locale::En).moment(datetime!(2026-11-24 14:05 +1)), "24 Nov 2026, 14:05");
    }
}
