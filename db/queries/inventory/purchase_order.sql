-- One purchase order. ?1 number, ?2 locale.
SELECT
    purchase_order.id AS id, purchase_order.number AS number, supplier.name AS supplier,
    location.code AS location_code, location.name AS location_name,
    purchase_order.expected_at AS expected_at, purchase_order.created_at AS created_at,
    purchase_order.closed_at AS closed_at,
    (
        SELECT json_group_array(json_object(
            'sku', variant.sku, 'title', variant_name.title, 'options', variant_name.options,
            'quantity', line.quantity, 'received', line.received, 'incoming', line.incoming
        ))
        FROM purchase_order_line AS line
        CROSS JOIN variant ON variant.id = line.variant_id
        CROSS JOIN variant_name ON variant_name.variant_id = variant.id AND variant_name.locale_code = ?2
        WHERE line.purchase_order_id = purchase_order.id
    ) AS lines
FROM purchase_order
CROSS JOIN supplier ON supplier.id = purchase_order.supplier_id
CROSS JOIN location ON location.id = purchase_order.location_id
WHERE purchase_order.number = ?1;
