-- The next 200 products by their numbers. ?1 the number after which to go on.
SELECT id FROM product WHERE id > ?1 ORDER BY id LIMIT 200;
