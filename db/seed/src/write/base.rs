//! Stores what comes before products: markets, delivery, locations, categories, attributes, brands, vendors.

use libsql::{Connection, Value};

use crate::SeedError;
use crate::catalogue::{Catalogue, slug};
use crate::markets::{CURRENCIES, LOCALES, LOCATIONS, MARKETS, TAX_CLASSES, TAX_RATES, WEIGHT_BANDS};

use super::statement::{insert_all, insert_into, integer, optional, text};

/// Stores all of it.
pub async fn write(connection: &Connection, catalogue: &Catalogue) -> Result<(), SeedError> {
    write_markets(connection).await?;
    write_delivery(connection).await?;
    write_categories(connection, catalogue).await?;
    write_attributes(connection, catalogue).await?;
    let vendors = (1..).zip(&catalogue.content.vendors);
    let vendors =
        vendors.map(|(id, vendor)| [integer(id), text(&slug(&vendor.name)), text(&vendor.name), text(&vendor.country)]);
    insert_all(connection, insert_into!("vendor"), vendors).await?;
    let brands = (1..).zip(&catalogue.content.brands);
    let brands = brands.map(|(id, brand)| [integer(id), text(&slug(&brand.name)), text(&brand.name)]);
    insert_all(connection, insert_into!("brand"), brands).await
}

async fn write_markets(connection: &Connection) -> Result<(), SeedError> {
    let currencies = CURRENCIES.map(|(code, exponent)| [text(code), integer(exponent)]);
    insert_all(connection, insert_into!("currency"), currencies).await?;
    insert_all(connection, insert_into!("locale"), LOCALES.map(|(code, name)| [text(code), text(name)])).await?;
    let markets = (1..).zip(&MARKETS).map(|(position, market)| {
        [
            text(market.code),
            text(market.currency),
            text(market.country),
            integer(1),
            text(market.delivery_tax),
            integer(position),
            text(market.time_zone),
        ]
    });
    insert_all(connection, insert_into!("market"), markets).await?;
    let payment_methods = MARKETS.iter().flat_map(|market| {
        (1..).zip(market.payment_methods()).map(|(position, (method, enabled))| {
            [text(market.code), text(method), integer(i64::from(enabled)), integer(position)]
        })
    });
    insert_all(connection, insert_into!("market_payment_method"), payment_methods).await?;
    let locales = MARKETS.iter().flat_map(|market| {
        (1..).zip(market.locales).map(|(position, locale)| [text(market.code), text(locale), integer(position)])
    });
    insert_all(connection, insert_into!("market_locale"), locales).await?;
    let countries = MARKETS.iter().flat_map(|market| {
        (1..)
            .zip(market.countries)
            .map(|(position, (country, _))| [text(market.code), text(country), integer(position)])
    });
    insert_all(connection, insert_into!("market_country"), countries).await?;
    let slots = MARKETS
        .iter()
        .flat_map(|market| market.slots.iter().map(|(from, to)| [text(market.code), integer(*from), integer(*to)]));
    insert_all(connection, insert_into!("delivery_slot"), slots).await?;
    let bands = MARKETS.iter().flat_map(|market| {
        (0..).zip(market.bands).map(|(band, from)| [text(market.code), integer(band), integer(from)])
    });
    insert_all(connection, insert_into!("price_band"), bands).await?;
    let rates = TAX_RATES.iter().flat_map(|(country, rates)| {
        TAX_CLASSES.iter().zip(rates).map(|(class, rate)| [text(country), text(class), integer(*rate)])
    });
    insert_all(connection, insert_into!("tax_rate"), rates).await
}

async fn write_delivery(connection: &Connection) -> Result<(), SeedError> {
    let methods =
        || (1..).zip(MARKETS.iter().flat_map(|market| (1..).zip(&market.methods).map(move |pair| (market, pair))));
    let rows = methods().map(|(id, (market, (position, method)))| {
        [
            integer(id),
            text(market.code),
            text(method.code),
            text(method.carrier),
            integer(method.days.0),
            integer(method.days.1),
            optional(method.free_from),
            integer(position),
        ]
    });
    insert_all(connection, insert_into!("shipping_method"), rows).await?;
    let rates = methods().flat_map(|(id, (market, (_, method)))| {
        market.countries.iter().flat_map(move |(country, surcharge)| {
            WEIGHT_BANDS
                .iter()
                .zip(method.rates)
                .map(move |(grams, rate)| [integer(id), text(country), integer(*grams), integer(rate + surcharge)])
        })
    });
    insert_all(connection, insert_into!("shipping_rate"), rates).await?;
    let locations = (1..).zip(LOCATIONS);
    let locations = locations.map(|(id, (code, name, country))| [integer(id), text(code), text(name), text(country)]);
    insert_all(connection, insert_into!("location"), locations).await?;
    let serving = MARKETS.iter().flat_map(|market| {
        (1..)
            .zip(market.locations)
            .map(|(priority, location)| [text(market.code), integer(location), integer(priority)])
    });
    insert_all(connection, insert_into!("market_location"), serving).await
}

async fn write_categories(connection: &Connection, catalogue: &Catalogue) -> Result<(), SeedError> {
    let rows = catalogue.categories.iter().map(|category| {
        [
            integer(category.id),
            optional(category.parent),
            text(&category.slug),
            integer(category.depth),
            integer(category.position),
        ]
    });
    insert_all(connection, insert_into!("category"), rows).await?;
    let texts = catalogue.categories.iter().flat_map(|category| {
        (0..3).map(|locale| {
            [
                integer(category.id),
                locale_code(locale),
                text(&category.name[locale]),
                text(&category.description[locale]),
            ]
        })
    });
    insert_all(connection, insert_into!("category_text"), texts).await
}

async fn write_attributes(connection: &Connection, catalogue: &Catalogue) -> Result<(), SeedError> {
    let attributes = || (1..).zip(&catalogue.content.attributes);
    let rows = attributes().map(|(id, attribute)| [integer(id), text(&attribute.code), integer(id)]);
    insert_all(connection, insert_into!("attribute"), rows).await?;
    let texts = attributes().flat_map(|(id, attribute)| {
        (0..3).map(move |locale| [integer(id), locale_code(locale), text(&attribute.name[locale])])
    });
    insert_all(connection, insert_into!("attribute_text"), texts).await?;
    let values = || {
        attributes().flat_map(|(id, attribute)| {
            (1..).zip(&attribute.values).map(move |(position, value)| (id, &attribute.code, position, value))
        })
    };
    let rows = values().map(|(id, attribute, position, value)| {
        let swatch = value.get(4).map_or(Value::Null, |swatch| text(swatch));
        [integer(catalogue.value(attribute, &value[0])), integer(id), text(&value[0]), integer(position), swatch]
    });
    insert_all(connection, insert_into!("attribute_value"), rows).await?;
    let texts = values().flat_map(|(_, attribute, _, value)| {
        let id = catalogue.value(attribute, &value[0]);
        (0..3).map(move |locale| [integer(id), locale_code(locale), text(&value[locale + 1])])
    });
    insert_all(connection, insert_into!("attribute_value_text"), texts).await
}

fn locale_code(locale: usize) -> Value {
    text(LOCALES[locale].0)
}
