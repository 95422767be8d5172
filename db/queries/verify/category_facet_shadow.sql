-- An empty temporary table that the projection fills in place of the stored one.
CREATE TEMPORARY TABLE category_facet AS SELECT category_id, market_code, facet, value, products FROM main.category_facet WHERE FALSE;
