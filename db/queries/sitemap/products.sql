-- ?1 market, ?2 first id, ?3 last id.
SELECT product.slug
FROM listing
CROSS JOIN product ON product.id = listing.product_id AND product.state = 'published'
WHERE listing.market_code = ?1 AND listing.product_id BETWEEN ?2 AND ?3
ORDER BY listing.product_id
