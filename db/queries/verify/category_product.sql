-- `category_product` as stored against `category_product` as derived anew into a temporary table of the same name.
SELECT 'missing: ' || 'category ' || category_id || ', rank ' || rank || ', product ' || product_id AS offender
FROM (
    SELECT category_id, rank, product_id FROM category_product
    EXCEPT
    SELECT category_id, rank, product_id FROM main.category_product
)
UNION ALL
SELECT 'wrong: ' || 'category ' || category_id || ', rank ' || rank || ', product ' || product_id
FROM (
    SELECT category_id, rank, product_id FROM main.category_product
    EXCEPT
    SELECT category_id, rank, product_id FROM category_product
)
LIMIT 11;
