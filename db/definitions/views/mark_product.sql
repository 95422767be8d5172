-- A product whose projections are behind from now on is inserted here.
CREATE VIEW mark_product AS SELECT NULL AS product_id WHERE FALSE;
