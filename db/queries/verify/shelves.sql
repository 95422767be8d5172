-- The shelves of a market. ?1 market.
SELECT category_id, ranks, tags, sets FROM shelf WHERE market_code = ?1 ORDER BY category_id;
