-- The next products in the order of their ranks. ?1 the rank after which to go on.
SELECT id, rank FROM product WHERE rank > ?1 ORDER BY rank LIMIT 500;
