-- `category_facet` as stored against `category_facet` as derived anew into a temporary table of the same name.
SELECT 'missing: ' || 'category ' || category_id || ' in ' || market_code || ', ' || facet || ':' || value || ' counts ' || products AS offender
FROM (
    SELECT category_id, market_code, facet, value, products FROM category_facet
    EXCEPT
    SELECT category_id, market_code, facet, value, products FROM main.category_facet
)
UNION ALL
SELECT 'wrong: ' || 'category ' || category_id || ' in ' || market_code || ', ' || facet || ':' || value || ' counts ' || products
FROM (
    SELECT category_id, market_code, facet, value, products FROM main.category_facet
    EXCEPT
    SELECT category_id, market_code, facet, value, products FROM category_facet
)
LIMIT 11;
