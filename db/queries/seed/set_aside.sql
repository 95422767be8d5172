-- What would do its work row by row while a catalogue is filled in: indexes are made afterwards in one go, and the
-- triggers' results (levels, badges, counts, the data version) are filled in as wholes.
SELECT type, name, sql
FROM sqlite_schema
WHERE sql IS NOT NULL
    AND (
        type = 'index' AND tbl_name IN ('product', 'product_value', 'category_product', 'stock_movement')
        OR type = 'trigger' AND (tbl_name IN ('product', 'stock_movement') OR name GLOB '*_moves_catalogue')
    )
ORDER BY name;
