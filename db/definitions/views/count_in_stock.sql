-- What is inserted here changes how many products in stock the categories of a product count, by `products`.
CREATE VIEW count_in_stock AS SELECT NULL AS product_id, NULL AS products WHERE FALSE;
