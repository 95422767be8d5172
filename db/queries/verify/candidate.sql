-- `candidate` as stored against `candidate` as derived anew into a temporary table of the same name.
SELECT 'missing: ' || market_code || ', rank ' || rank || ', product ' || product_id || ' with ' || tags
FROM (
    SELECT market_code, rank, product_id, price_minor, created_at, fair_rating, tags FROM candidate
    EXCEPT
    SELECT market_code, rank, product_id, price_minor, created_at, fair_rating, tags FROM main.candidate
)
UNION ALL
SELECT 'wrong: ' || market_code || ', rank ' || rank || ', product ' || product_id || ' with ' || tags
FROM (
    SELECT market_code, rank, product_id, price_minor, created_at, fair_rating, tags FROM main.candidate
    EXCEPT
    SELECT market_code, rank, product_id, price_minor, created_at, fair_rating, tags FROM candidate
)
LIMIT 11;
