-- An empty temporary table that upkeep fills in place of the stored one.
CREATE TEMPORARY TABLE candidate AS
SELECT market_code, rank, product_id, price_minor, created_at, fair_rating, tags FROM main.candidate WHERE FALSE;
