-- What facet and sort indexes are made of, in order. ?1 market.
SELECT rank, price_minor, created_at, fair_rating, facet_ids
FROM search_projection
WHERE market_code = ?1
ORDER BY rank;
