-- ?1 products a page. Every market with its number of pages, and the data version.
SELECT
    market.code,
    (coalesce((SELECT max(listing.product_id) FROM listing WHERE listing.market_code = market.code), 0) + ?1 - 1) / ?1
        AS pages,
    (SELECT catalogue_version.tag FROM catalogue_version) AS version
FROM market
ORDER BY market.position
