-- A published product is sold somewhere, no price is nothing or above what it is compared with, and what is delivered to
-- a country is taxed there.
SELECT 'product ' || product.id || ' (' || product.slug || ') has no price in any market' AS offender
FROM product
WHERE product.state = 'published'
    AND NOT EXISTS (
        SELECT 1
        FROM variant JOIN price ON price.variant_id = variant.id
        WHERE variant.product_id = product.id
    )
UNION ALL
SELECT
    'variant ' || variant_id || ' in ' || market_code || ' costs ' || amount_minor
    || ', compared with ' || coalesce(compare_at_minor, 'nothing')
FROM price
WHERE amount_minor <= 0 OR compare_at_minor <= amount_minor
UNION ALL
SELECT DISTINCT 'goods of tax class ' || product.tax_class || ' have no tax rate in ' || market_country.country_code
FROM product
CROSS JOIN market_country
WHERE product.state = 'published'
    AND NOT EXISTS (
        SELECT 1 FROM tax_rate
        WHERE tax_rate.country_code = market_country.country_code AND tax_rate.tax_class = product.tax_class
    )
LIMIT 11;
