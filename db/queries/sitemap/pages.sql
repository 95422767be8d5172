-- ?1 products a page. Every market with its number of pages, the version of what it lists, and the tag of the catalogue.
SELECT
    market.code,
    (coalesce((SELECT max(listing.product_id) FROM listing WHERE listing.market_code = market.code), 0) + ?1 - 1) / ?1
        AS pages,
    coalesce((
        SELECT scope_version.version FROM scope_version WHERE scope_version.scope = 'listed:' || market.code
    ), 0) AS listed_version,
    (SELECT catalogue_version.tag FROM catalogue_version) AS tag
FROM market
ORDER BY market.position
