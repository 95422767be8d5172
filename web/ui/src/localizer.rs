//! The way from keys and values to text in one locale.

use fluent_bundle::FluentValue;
use outpost_domain::delivery::{DeliveryWindow, TimeSlot};
use outpost_domain::market::{Locale, MarketLocale};
use outpost_domain::money::{BasisPoints, Money};
use time::{Date, OffsetDateTime};

use crate::formatting::{dates, numbers};
use crate::messages::{self, Messages};
use crate::prefectures;

/// Messages, numbers, amounts and days in the way of one locale. Copies are free.
#[derive(Clone, Copy)]
pub struct Localizer {
    messages: &'static Messages,
}

impl Localizer {
    /// The localizer of a locale.
    pub fn new(locale: Locale) -> Self {
        Self { messages: Messages::for_locale(locale) }
    }

    /// The localizer of an application with messages of its own.
    pub fn with(messages: &'static Messages) -> Self {
        Self { messages }
    }

    /// The locale.
    pub fn locale(self) -> Locale {
        self.messages.locale()
    }

    /// `ltr` or `rtl`, for the `dir` attribute.
    pub fn direction(self) -> &'static str {
        self.text("direction")
    }

    /// A message without arguments.
    pub fn text(self, key: &'static str) -> &'static str {
        self.messages.get(key)
    }

    /// A message whose key is made at run time, such as the name of a market.
    pub fn find(self, key: &str) -> Option<&'static str> {
        self.messages.find(key)
    }

    /// A message of one line in another locale than the page's, such as the name of a language in itself.
    pub fn text_in(locale: Locale, key: &str) -> &'static str {
        messages::in_locale(locale, key)
    }

    /// A market in one of its languages, whatever the page's: `Deutschland · Deutsch`.
    pub fn market_name(market_locale: MarketLocale) -> String {
        let MarketLocale { locale, market } = market_locale;
        let country = Self::text_in(locale, &format!("market-{}", market.code()));
        format!("{country} · {}", Self::text_in(locale, "language-name"))
    }

    /// A message with arguments.
    pub fn format(self, key: &'static str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
        self.messages.format(key, arguments)
    }

    /// A message about a name, argument `$name`.
    pub fn named(self, key: &'static str, name: &str) -> String {
        self.format(key, &[("name", name.into())])
    }

    /// A message about a number of things: `$count` selects the plural form, `$shown` is the number with separators.
    pub fn plural(self, key: &'static str, count: u64) -> String {
        self.format(key, &[("count", count.into()), ("shown", self.number(count).into())])
    }

    /// The name of a country by its ISO 3166 code; without a message, `fallback`, or the code where that is empty.
    pub fn country(self, code: &str, fallback: &str) -> String {
        let known = self.messages.find(&format!("country-{}", code.to_ascii_lowercase()));
        known.unwrap_or(if fallback.is_empty() { code } else { fallback }).to_owned()
    }

    /// Where a parcel to a country goes, with the words that the language puts before it: `to the UK`. The name alone
    /// where there is no message.
    pub fn to_country(self, code: &str) -> String {
        let known = self.messages.find(&format!("country-to-{}", code.to_ascii_lowercase()));
        known.map_or_else(|| self.country(code, ""), str::to_owned)
    }

    /// The name of a prefecture of Japan by its stored value; any other text is returned as it is.
    pub fn prefecture(self, stored: &str) -> &str {
        prefectures::name(self.locale(), stored)
    }

    /// A person's name as a letter to them has it, such as `樋口 一葉 様`.
    pub fn addressee(self, name: &str) -> String {
        self.format("addressee", &[("name", name.into())])
    }

    /// The name of a delivery method by its code; the code itself where there is no message.
    pub fn delivery_method(self, code: &str) -> &str {
        match code {
            "standard" => self.text("method-standard"),
            "express" => self.text("method-express"),
            other => other,
        }
    }

    /// An amount with its currency sign: `£1,234.56`.
    pub fn money(self, amount: Money) -> String {
        numbers::money(self.locale(), amount)
    }

    /// A whole number with separators.
    pub fn number(self, value: u64) -> String {
        numbers::number(self.locale(), value)
    }

    /// A weight in kilograms: `30 kg`, `1.5 kg`.
    pub fn weight(self, grams: u64) -> String {
        let tenths = u16::try_from(grams.div_ceil(100)).unwrap_or(u16::MAX);
        let shown = if tenths % 10 == 0 { self.number(u64::from(tenths / 10)) } else { self.tenths(tenths) };
        self.format("weight-kilograms", &[("shown", shown.into())])
    }

    /// A time of day: `14:00–16:00`. A morning has a name of its own.
    pub fn time_slot(self, slot: TimeSlot) -> String {
        let hours = [("from", slot.from_hour.into()), ("to", slot.to_hour.into())];
        self.format(if slot.to_hour <= 12 { "time-slot-morning" } else { "time-slot" }, &hours)
    }

    /// A rate: `20%`.
    pub fn percent(self, rate: BasisPoints) -> String {
        numbers::percent(self.locale(), rate)
    }

    /// Tenths as a decimal: `4.5`.
    pub fn tenths(self, value: u16) -> String {
        numbers::tenths(self.locale(), value)
    }

    /// A day near now: `Tue 24 Nov`.
    pub fn day(self, day: Date) -> String {
        dates::day(self.messages, day)
    }

    /// A moment: `24 Nov 2026, 14:05`.
    pub fn moment(self, moment: OffsetDateTime) -> String {
        dates::moment(self.messages, moment)
    }

    /// The days of a delivery: `Tue 24 Nov – Thu 26 Nov`, or one day when both are the same.
    pub fn window(self, window: DeliveryWindow) -> String {
        dates::window(self.messages, window)
    }
}
