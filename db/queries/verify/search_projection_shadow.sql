-- An empty temporary table that the projection fills in place of the stored one.
CREATE TEMPORARY TABLE search_projection AS
SELECT market_code, rank, product_id, price_minor, created_at, fair_rating, facet_ids FROM main.search_projection WHERE FALSE;
