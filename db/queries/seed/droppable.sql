-- Indexes and triggers that would work row by row while a catalogue is filled in: indexes are built afterwards in one go,
-- and what the triggers keep (levels, badges, counts, marks) is filled in as a whole.
SELECT type, name, sql
FROM sqlite_schema
WHERE sql IS NOT NULL
    AND (
        type = 'index' AND tbl_name IN ('product', 'product_value', 'category_product', 'stock_movement')
        OR type = 'trigger' AND tbl_name IN (SELECT tables.name FROM sqlite_schema AS tables WHERE tables.type = 'table')
    )
ORDER BY name;
