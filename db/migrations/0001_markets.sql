-- Where the shop sells, in which money and languages, what it charges for tax and delivery.

CREATE TABLE currency (
    code TEXT PRIMARY KEY CHECK (code GLOB '[A-Z][A-Z][A-Z]'),
    exponent INTEGER NOT NULL CHECK (exponent BETWEEN 0 AND 3)
) STRICT, WITHOUT ROWID;

CREATE TABLE locale (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE market (
    code TEXT PRIMARY KEY,
    currency_code TEXT NOT NULL REFERENCES currency (code),
    country_code TEXT NOT NULL,
    tax_inclusive INTEGER NOT NULL CHECK (tax_inclusive IN (0, 1)),
    position INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE market_locale (
    market_code TEXT NOT NULL REFERENCES market (code),
    locale_code TEXT NOT NULL REFERENCES locale (code),
    PRIMARY KEY (market_code, locale_code)
) STRICT, WITHOUT ROWID;

-- Countries a market delivers to.
CREATE TABLE market_country (
    market_code TEXT NOT NULL REFERENCES market (code),
    country_code TEXT NOT NULL CHECK (country_code GLOB '[A-Z][A-Z]'),
    position INTEGER NOT NULL,
    PRIMARY KEY (market_code, country_code)
) STRICT, WITHOUT ROWID;

-- Tax by destination and class; rate in basis points (1900 is 19 %).
CREATE TABLE tax_rate (
    country_code TEXT NOT NULL,
    tax_class TEXT NOT NULL CHECK (tax_class IN ('standard', 'reduced', 'zero')),
    rate_basis_points INTEGER NOT NULL CHECK (rate_basis_points BETWEEN 0 AND 10000),
    PRIMARY KEY (country_code, tax_class)
) STRICT, WITHOUT ROWID;

CREATE TABLE shipping_method (
    id INTEGER PRIMARY KEY,
    market_code TEXT NOT NULL REFERENCES market (code),
    code TEXT NOT NULL CHECK (code IN ('standard', 'express')),
    carrier TEXT NOT NULL,
    days_min INTEGER NOT NULL CHECK (days_min >= 0),
    days_max INTEGER NOT NULL CHECK (days_max >= days_min),
    -- Delivery costs nothing from this value of goods on; NULL: never free.
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

-- The ways a market sends a parcel to a country; `method` is what outpost_db::delivery::DeliveryMethod reads.
CREATE VIEW delivery_method AS
SELECT
    shipping_method.market_code AS market_code,
    market_country.country_code AS country_code,
    shipping_method.position AS position,
    json_object(
        'code', shipping_method.code,
        'carrier', shipping_method.carrier,
        'days_min', shipping_method.days_min,
        'days_max', shipping_method.days_max,
        'free_from', shipping_method.free_from_minor,
        'bands', json((
            SELECT json_group_array(json_array(band.up_to_grams, band.amount_minor))
            FROM (
                SELECT shipping_rate.up_to_grams, shipping_rate.amount_minor
                FROM shipping_rate
                WHERE shipping_rate.method_id = shipping_method.id
                    AND shipping_rate.country_code = market_country.country_code
                ORDER BY shipping_rate.up_to_grams
            ) AS band
        ))
    ) AS method
FROM market_country
JOIN shipping_method ON shipping_method.market_code = market_country.market_code
WHERE EXISTS (
    SELECT 1 FROM shipping_rate
    WHERE shipping_rate.method_id = shipping_method.id AND shipping_rate.country_code = market_country.country_code
);
