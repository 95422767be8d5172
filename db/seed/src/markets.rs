//! The three markets: what they charge, where they deliver, who carries it, from where.

/// Currencies and how many decimals they have.
pub const CURRENCIES: [(&str, i64); 3] = [("GBP", 2), ("EUR", 2), ("JPY", 0)];

/// Languages and their own names.
pub const LOCALES: [(&str, &str); 3] = [("en", "English"), ("de", "Deutsch"), ("ja", "日本語")];

/// Where the shop sells.
pub struct Market {
    /// Its code, e.g. `gb`.
    pub code: &'static str,
    /// The currency of its prices.
    pub currency: &'static str,
    /// Its home country.
    pub country: &'static str,
    /// Its clock, by the name in the IANA database.
    pub time_zone: &'static str,
    /// The tax class of delivery, or `follows_goods`.
    pub delivery_tax: &'static str,
    /// Its languages, its own first.
    pub locales: &'static [&'static str],
    /// Countries it delivers to, its own first, each with the surcharge of a parcel in minor units.
    pub countries: &'static [(&'static str, i64)],
    /// Numbers of the locations that serve it, its own first.
    pub locations: [i64; 3],
    /// Lower bounds of the price facet's bands, in minor units.
    pub bands: [i64; 5],
    /// The slow way to deliver and the quick one.
    pub methods: [Method; 2],
    /// The times of day that its carriers offer, as the hours from and to.
    pub slots: &'static [(i64, i64)],
}

/// A way to deliver.
pub struct Method {
    /// `standard` or `express`.
    pub code: &'static str,
    /// Who carries it.
    pub carrier: &'static str,
    /// Working days until it arrives.
    pub days: (i64, i64),
    /// The subtotal from which on delivery is free, in minor units.
    pub free_from: Option<i64>,
    /// What a parcel of each of [`WEIGHT_BANDS`] costs in the home country, in minor units.
    pub rates: [i64; 5],
}

impl Market {
    /// The ways to pay in their order, and whether it offers them.
    pub fn payment_methods(&self) -> [(&'static str, bool); 4] {
        [("card", true), ("convenience_store", self.country == "JP"), ("transfer", true), ("on_delivery", false)]
    }
}

/// Up to how many grams each shipping rate reaches.
pub const WEIGHT_BANDS: [i64; 5] = [1_000, 2_000, 5_000, 15_000, 30_000];

/// Every market in its order.
pub const MARKETS: [Market; 3] = [
    Market {
        code: "gb",
        currency: "GBP",
        country: "GB",
        time_zone: "Europe/London",
        delivery_tax: "follows_goods",
        locales: &["en"],
        countries: &[("GB", 0)],
        locations: [1, 2, 3],
        bands: [0, 1_500, 3_000, 6_000, 12_000],
        methods: [
            Method {
                code: "standard",
                carrier: "Heronpost",
                days: (2, 4),
                free_from: Some(5_000),
                rates: [295, 395, 595, 895, 1_495],
            },
            Method {
                code: "express",
                carrier: "Heronpost Swift",
                days: (1, 1),
                free_from: None,
                rates: [595, 795, 995, 1_695, 2_995],
            },
        ],
        slots: &[],
    },
    Market {
        code: "de",
        currency: "EUR",
        country: "DE",
        time_zone: "Europe/Berlin",
        delivery_tax: "follows_goods",
        locales: &["de", "en"],
        countries: &[("DE", 0), ("AT", 400), ("NL", 400), ("FR", 600)],
        locations: [2, 1, 3],
        bands: [0, 2_000, 4_000, 8_000, 15_000],
        methods: [
            Method {
                code: "standard",
                carrier: "Storchenpost",
                days: (2, 4),
                free_from: Some(6_000),
                rates: [390, 490, 690, 990, 1_690],
            },
            Method {
                code: "express",
                carrier: "Storchenpost Eilig",
                days: (1, 2),
                free_from: None,
                rates: [890, 990, 1_290, 1_990, 3_490],
            },
        ],
        slots: &[],
    },
    Market {
        code: "jp",
        currency: "JPY",
        country: "JP",
        time_zone: "Asia/Tokyo",
        delivery_tax: "standard",
        locales: &["ja", "en"],
        countries: &[("JP", 0)],
        locations: [3, 1, 2],
        bands: [0, 3_000, 6_000, 12_000, 25_000],
        methods: [
            Method {
                code: "standard",
                carrier: "つばめ便",
                days: (2, 3),
                free_from: Some(8_000),
                rates: [480, 580, 780, 1_180, 1_980],
            },
            Method {
                code: "express",
                carrier: "つばめ特急便",
                days: (1, 1),
                free_from: None,
                rates: [880, 980, 1_280, 1_880, 2_980],
            },
        ],
        slots: &[(8, 12), (14, 16), (16, 18), (18, 20), (19, 21)],
    },
];

/// Country and its rates for the classes `standard`, `reduced` and `zero`, in basis points.
///
/// Food and drink to prepare are `reduced`, books are `zero`, both named after what they are in Britain's terms;
/// what a class costs is each country's own matter.
pub const TAX_RATES: [(&str, [i64; 3]); 6] = [
    ("GB", [2_000, 0, 0]),
    ("DE", [1_900, 700, 700]),
    ("AT", [2_000, 1_000, 1_000]),
    ("NL", [2_100, 900, 900]),
    ("FR", [2_000, 550, 550]),
    ("JP", [1_000, 800, 1_000]),
];

/// The names of the tax classes, in the order of [`TAX_RATES`].
pub const TAX_CLASSES: [&str; 3] = ["standard", "reduced", "zero"];

/// Where stock lies: code, name, country. They are numbered from 1.
pub const LOCATIONS: [(&str, &str, &str); 3] =
    [("london", "London", "GB"), ("hamburg", "Hamburg", "DE"), ("osaka", "Osaka", "JP")];

/// What something of so many pence costs in the market with that number: its currency, rounded as shops there do.
pub fn local_price(market: usize, pence: i64) -> i64 {
    let price = match market {
        0 => charm(pence, 5, 1),
        1 => charm(pence * 118 / 100, 1, 10),
        _ => charm_yen(pence * 193 / 100),
    };
    price.max(1)
}

/// Below 20 to x.50 or just under the next; below 100 just under a whole; above to a 4 or 9.
fn charm(minor: i64, under_small: i64, under_middle: i64) -> i64 {
    match minor {
        ..2_000 => {
            let half = nearest(minor, 50).max(100);
            if half % 100 == 0 { half - under_small } else { half }
        }
        2_000..10_000 => nearest(minor, 100) - under_middle,
        _ => nearest(minor, 500) - 100,
    }
}

fn charm_yen(yen: i64) -> i64 {
    match yen {
        ..1_000 => nearest(yen, 10).max(50),
        1_000..20_000 => nearest(yen, 100) - 20,
        _ => nearest(yen, 1_000) - 200,
    }
}

fn nearest(amount: i64, step: i64) -> i64 {
    (amount + step / 2) / step * step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_look_like_prices_of_their_market() {
        let check = |pence: i64, expect: [i64; 3]| {
            assert_eq!([0, 1, 2].map(|market| local_price(market, pence)), expect, "{pence}");
        };
        check(412, [395, 499, 800]);
        check(1_260, [1_250, 1_499, 2_380]);
        check(3_420, [3_399, 3_990, 6_580]);
        check(12_740, [12_400, 14_900, 24_800]);
    }

    #[test]
    fn every_country_that_is_served_has_its_tax_rates() {
        for (country, _) in MARKETS.iter().flat_map(|market| market.countries) {
            assert!(TAX_RATES.iter().any(|(taxed, _)| taxed == country), "{country}");
        }
    }
}
