-- What shelves are made of, in order. ?1 market.
SELECT rank, price_minor, created_at, fair_rating, tags
FROM candidate
WHERE market_code = ?1
ORDER BY rank;
