-- `listing` as stored against `listing` as derived anew into a temporary table of the same name.
SELECT 'missing: ' || market_code || ', product ' || product_id || ' from ' || price_minor || ' to ' || price_max_minor AS offender
FROM (
    SELECT market_code, product_id, price_minor, price_max_minor, compare_at_minor, price_band, media_hash FROM listing
    EXCEPT
    SELECT market_code, product_id, price_minor, price_max_minor, compare_at_minor, price_band, media_hash FROM main.listing
)
UNION ALL
SELECT 'wrong: ' || market_code || ', product ' || product_id || ' from ' || price_minor || ' to ' || price_max_minor
FROM (
    SELECT market_code, product_id, price_minor, price_max_minor, compare_at_minor, price_band, media_hash FROM main.listing
    EXCEPT
    SELECT market_code, product_id, price_minor, price_max_minor, compare_at_minor, price_band, media_hash FROM listing
)
LIMIT 11;
