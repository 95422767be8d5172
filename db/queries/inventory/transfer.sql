-- One transfer. ?1 number, ?2 locale.
SELECT
    transfer.id AS id, transfer.number AS number, origin.code AS from_code, destination.code AS to_code,
    transfer.sent_at AS sent_at, transfer.received_at AS received_at,
    (
        SELECT json_group_array(json_object(
            'sku', variant.sku, 'title', variant_name.title, 'options', variant_name.options,
            'quantity', line.quantity, 'received', line.received
        ))
        FROM transfer_line AS line
        CROSS JOIN variant ON variant.id = line.variant_id
        CROSS JOIN variant_name ON variant_name.variant_id = variant.id AND variant_name.locale_code = ?2
        WHERE line.transfer_id = transfer.id
    ) AS lines
FROM transfer
CROSS JOIN location AS origin ON origin.id = transfer.from_location_id
CROSS JOIN location AS destination ON destination.id = transfer.to_location_id
WHERE transfer.number = ?1;
