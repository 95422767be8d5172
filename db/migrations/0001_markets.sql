-- Where the shop sells, in which money and languages, what it charges for tax and delivery.
--
-- Comments stand outside of the statements: what is inside is stored, and sqld parses it for every new stream.

CREATE TABLE currency (
    code TEXT PRIMARY KEY CHECK (code GLOB '[A-Z][A-Z][A-Z]'),
    exponent INTEGER NOT NULL CHECK (exponent BETWEEN 0 AND 4)
) STRICT, WITHOUT ROWID;

CREATE TABLE locale (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `delivery_tax` is the tax class of delivery, or 'follows_goods': delivery is taxed at the rates of what is sent.
CREATE TABLE market (
    code TEXT PRIMARY KEY,
    currency_code TEXT NOT NULL REFERENCES currency (code),
    country_code TEXT NOT NULL,
    tax_inclusive INTEGER NOT NULL CHECK (tax_inclusive IN (0, 1)),
    delivery_tax TEXT NOT NULL CHECK (delivery_tax IN ('follows_goods', 'standard', 'reduced', 'zero')),
    position INTEGER NOT NULL UNIQUE,
    time_zone TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE market_locale (
    market_code TEXT NOT NULL REFERENCES market (code),
    locale_code TEXT NOT NULL REFERENCES locale (code),
    position INTEGER NOT NULL,
    PRIMARY KEY (market_code, locale_code)
) STRICT, WITHOUT ROWID;

-- What an owner sets for a market, by the names of `outpost_domain::settings`.
CREATE TABLE market_setting (
    market_code TEXT NOT NULL REFERENCES market (code),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (market_code, name)
) STRICT, WITHOUT ROWID;

-- Countries a market delivers to.
CREATE TABLE market_country (
    market_code TEXT NOT NULL REFERENCES market (code),
    country_code TEXT NOT NULL CHECK (country_code GLOB '[A-Z][A-Z]'),
    position INTEGER NOT NULL,
    PRIMARY KEY (market_code, country_code)
) STRICT, WITHOUT ROWID;

-- Tax by destination and class; 1900 basis points are 19 %.
CREATE TABLE tax_rate (
    country_code TEXT NOT NULL,
    tax_class TEXT NOT NULL CHECK (tax_class IN ('standard', 'reduced', 'zero')),
    rate_basis_points INTEGER NOT NULL CHECK (rate_basis_points BETWEEN 0 AND 10000),
    PRIMARY KEY (country_code, tax_class)
) STRICT, WITHOUT ROWID;

-- Delivery is free from `free_from_minor` on; NULL: never.
CREATE TABLE shipping_method (
    id INTEGER PRIMARY KEY,
    market_code TEXT NOT NULL REFERENCES market (code),
    code TEXT NOT NULL CHECK (code IN ('standard', 'express')),
    carrier TEXT NOT NULL,
    days_min INTEGER NOT NULL CHECK (days_min >= 0),
    days_max INTEGER NOT NULL CHECK (days_max >= days_min),
    free_from_minor INTEGER CHECK (free_from_minor > 0),
    position INTEGER NOT NULL,
    UNIQUE (market_code, code)
) STRICT;

-- The rate of the lightest band that still carries the parcel applies; a heavier parcel is not carried.
CREATE TABLE shipping_rate (
    method_id INTEGER NOT NULL REFERENCES shipping_method (id),
    country_code TEXT NOT NULL,
    up_to_grams INTEGER NOT NULL CHECK (up_to_grams > 0),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    PRIMARY KEY (method_id, country_code, up_to_grams)
) STRICT, WITHOUT ROWID;

-- Times of day that a market's carriers offer, in whole hours of its clock; none where they offer no choice.
CREATE TABLE delivery_slot (
    market_code TEXT NOT NULL REFERENCES market (code),
    from_hour INTEGER NOT NULL CHECK (from_hour BETWEEN 0 AND 23),
    to_hour INTEGER NOT NULL CHECK (to_hour > from_hour AND to_hour <= 24),
    PRIMARY KEY (market_code, from_hour, to_hour)
) STRICT, WITHOUT ROWID;

-- Lower bounds of the bands of the price facet.
CREATE TABLE price_band (
    market_code TEXT NOT NULL REFERENCES market (code),
    band INTEGER NOT NULL CHECK (band >= 0),
    from_minor INTEGER NOT NULL CHECK (from_minor >= 0),
    PRIMARY KEY (market_code, band)
) STRICT, WITHOUT ROWID;
