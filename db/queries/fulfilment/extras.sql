-- What staff see of an order beyond the order itself. ?1 its id. One row.
SELECT
    (
        SELECT json_group_array(json_object(
            'id', id, 'group', group_number, 'state', state, 'carrier', carrier, 'tracking', tracking,
            'shipped_at', shipped_at, 'delivered_at', delivered_at, 'lines', json(lines)
        ))
        FROM (
            SELECT
                fulfilment.*,
                (
                    SELECT json_group_array(line_number) FROM fulfilment_line WHERE fulfilment_id = fulfilment.id
                ) AS lines
            FROM fulfilment WHERE order_id = ?1 ORDER BY created_at
        )
    ) AS fulfilments,
    (
        SELECT json_group_array(json_object('kind', kind, 'principal', principal, 'happened_at', happened_at))
        FROM (SELECT kind, principal, happened_at FROM order_event WHERE order_id = ?1 ORDER BY sequence)
    ) AS events,
    (
        SELECT json_group_array(json_object('principal', principal, 'text', text, 'written_at', written_at))
        FROM (SELECT principal, text, written_at FROM order_note WHERE order_id = ?1 ORDER BY written_at)
    ) AS notes,
    (
        SELECT json_group_array(json_object('sku', sku, 'location', code, 'quantity', quantity, 'state', state))
        FROM (
            SELECT variant.sku, location.code, allocation.quantity, allocation.state
            FROM stock_allocation AS allocation
            CROSS JOIN variant ON variant.id = allocation.variant_id
            CROSS JOIN location ON location.id = allocation.location_id
            WHERE allocation.order_id = ?1
            ORDER BY location.id, variant.sku
        )
    ) AS allocations;
