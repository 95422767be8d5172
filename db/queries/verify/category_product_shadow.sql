-- An empty temporary table that the projection fills in place of the stored one.
CREATE TEMPORARY TABLE category_product AS SELECT category_id, rank, product_id FROM main.category_product WHERE FALSE;
