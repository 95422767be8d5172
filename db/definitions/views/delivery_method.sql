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
