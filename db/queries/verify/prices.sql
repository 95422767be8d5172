-- A published product is sold somewhere, and no price is nothing or above what it is compared with.
SELECT 'product ' || product.id || ' (' || product.slug || ') has no price in any market'
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
LIMIT 11;
