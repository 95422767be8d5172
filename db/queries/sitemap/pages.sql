-- ?1 market, ?2 products a page.
SELECT (coalesce(max(product_id), 0) + ?2 - 1) / ?2 AS pages FROM listing WHERE market_code = ?1
