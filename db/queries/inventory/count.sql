-- How many variants inventory/list has in all, counted to 1,001. The same parameters without the last.
WITH titled (product_id) AS MATERIALIZED (
    SELECT product.id
    FROM (SELECT rowid AS rank FROM search_en WHERE search_en MATCH ?4 ORDER BY rowid LIMIT 500) AS hit
    CROSS JOIN product ON product.rank = hit.rank
)
SELECT count(*) AS variants
FROM (
    SELECT * FROM (
        SELECT id FROM variant WHERE ?2 IS NULL AND sku >= ?3 AND sku < ?3 || char(1114111) LIMIT 1001
    )
    UNION
    SELECT * FROM (
        SELECT id FROM variant WHERE stock_state = ?2 AND sku >= ?3 AND sku < ?3 || char(1114111) LIMIT 1001
    )
    UNION
    SELECT * FROM (
        SELECT variant.id
        FROM titled CROSS JOIN variant ON variant.product_id = titled.product_id
        WHERE (?2 IS NULL OR variant.stock_state = ?2) AND ?1 IS NOT NULL
        LIMIT 1001
    )
    LIMIT 1001
);
