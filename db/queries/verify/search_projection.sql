-- `search_projection` as stored against `search_projection` as derived anew into a temporary table of the same name.
SELECT 'missing: ' || market_code || ', rank ' || rank || ', product ' || product_id || ' with ' || facet_ids AS offender
FROM (
    SELECT market_code, rank, product_id, price_minor, created_at, fair_rating, facet_ids FROM search_projection
    EXCEPT
    SELECT market_code, rank, product_id, price_minor, created_at, fair_rating, facet_ids FROM main.search_projection
)
UNION ALL
SELECT 'wrong: ' || market_code || ', rank ' || rank || ', product ' || product_id || ' with ' || facet_ids
FROM (
    SELECT market_code, rank, product_id, price_minor, created_at, fair_rating, facet_ids FROM main.search_projection
    EXCEPT
    SELECT market_code, rank, product_id, price_minor, created_at, fair_rating, facet_ids FROM search_projection
)
LIMIT 11;
