-- A projection of a product that is gone.
SELECT offender
FROM (
    SELECT product_id, 'listing of product ' || product_id || ' in ' || market_code AS offender FROM listing
    UNION ALL
    SELECT product_id, 'product ' || product_id || ' in category ' || category_id FROM category_product
    UNION ALL
    SELECT product_id, 'search projection of product ' || product_id || ' in ' || market_code FROM search_projection
    UNION ALL
    SELECT product_id, 'search document of product ' || product_id || ' in ' || locale_code FROM search_document
)
WHERE product_id NOT IN (SELECT id FROM product)
LIMIT 11;
