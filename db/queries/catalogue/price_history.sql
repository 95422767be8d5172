-- Earlier prices of a product, the last to end first. ?1 its number.
SELECT
    variant.sku AS sku, price_history.market_code AS market, price_history.ended_at AS ended_at,
    price_history.amount_minor AS amount_minor
FROM variant CROSS JOIN price_history ON price_history.variant_id = variant.id
WHERE variant.product_id = ?1
ORDER BY price_history.ended_at DESC
LIMIT 50;
