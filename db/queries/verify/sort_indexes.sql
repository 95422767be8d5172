-- The sort indexes of a market. ?1 market.
SELECT category_id, sort, ordinals FROM sort_index WHERE market_code = ?1 ORDER BY category_id, sort;
