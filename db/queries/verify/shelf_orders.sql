-- The orders of a market's shelves. ?1 market.
SELECT category_id, sort, places FROM shelf_order WHERE market_code = ?1 ORDER BY category_id, sort;
