-- An empty temporary table that the projection fills in place of the stored one.
CREATE TEMPORARY TABLE listing AS SELECT market_code, product_id, price_minor, price_max_minor, compare_at_minor, price_band, media_hash FROM main.listing WHERE FALSE;
