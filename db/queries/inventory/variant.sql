-- One variant with what every location holds of it. ?1 SKU, ?2 locale.
SELECT
    variant.sku AS sku,
    product.slug AS product_slug,
    variant_name.title AS title,
    variant_name.options AS options,
    variant.stock_state AS stock_state,
    variant.backorder_at AS backorder_at,
    (
        SELECT json_group_array(json_object(
            'location', location_code, 'name', location_name, 'on_hand', on_hand, 'allocated', allocated,
            'safety_stock', safety_stock, 'backorder_limit', backorder_limit, 'incoming', incoming
        ))
        FROM (SELECT * FROM inventory_level WHERE variant_id = variant.id ORDER BY location_id)
    ) AS levels
FROM variant
CROSS JOIN product ON product.id = variant.product_id
CROSS JOIN variant_name ON variant_name.variant_id = variant.id AND variant_name.locale_code = ?2
WHERE variant.sku = ?1;
