-- A row if there is a shop.
SELECT 1 AS occupied FROM market UNION ALL SELECT 1 FROM product UNION ALL SELECT 1 FROM orders LIMIT 1
