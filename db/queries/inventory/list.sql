-- Variants with what every location holds of them, by SKU. This is English; the other languages have tables of their own.
-- ?1 locale, ?2 stock state or NULL, ?3 the beginning of SKUs ('' for all, NULL for none), ?4 FTS5 expression of titles,
-- ?5 the SKU after which to go on. One row more than a page has.
WITH
titled (product_id) AS MATERIALIZED (
    SELECT product.id
    FROM (SELECT rowid AS rank FROM search_en WHERE search_en MATCH ?4 ORDER BY rowid LIMIT 500) AS hit
    CROSS JOIN product ON product.rank = hit.rank
),
page (id, sku) AS MATERIALIZED (
    SELECT * FROM (
        SELECT id, sku FROM variant
        WHERE ?2 IS NULL AND sku >= ?3 AND sku < ?3 || char(1114111) AND sku > ?5
        ORDER BY sku LIMIT 51
    )
    UNION
    SELECT * FROM (
        SELECT id, sku FROM variant
        WHERE stock_state = ?2 AND sku >= ?3 AND sku < ?3 || char(1114111) AND sku > ?5
        ORDER BY sku LIMIT 51
    )
    UNION
    SELECT * FROM (
        SELECT variant.id, variant.sku
        FROM titled CROSS JOIN variant ON variant.product_id = titled.product_id
        WHERE (?2 IS NULL OR variant.stock_state = ?2) AND variant.sku > ?5
        ORDER BY variant.sku LIMIT 51
    )
    ORDER BY 2 LIMIT 51
)
SELECT
    page.sku AS sku,
    variant_name.title AS title,
    variant_name.options AS options,
    variant.stock_state AS stock_state,
    variant.backorder_at AS backorder_at,
    (
        SELECT json_group_array(json_object(
            'location', location_code, 'name', location_name, 'on_hand', on_hand, 'allocated', allocated,
            'safety_stock', safety_stock, 'backorder_limit', backorder_limit, 'incoming', incoming
        ))
        FROM (SELECT * FROM inventory_level WHERE variant_id = page.id ORDER BY location_id)
    ) AS levels
FROM page
CROSS JOIN variant ON variant.id = page.id
CROSS JOIN variant_name ON variant_name.variant_id = page.id AND variant_name.locale_code = ?1
ORDER BY page.sku;
