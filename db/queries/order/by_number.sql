-- ?1 number, ?2 a command or NULL. The whole order in one row, lists as JSON; and how far the database is: the newest entry
-- of the audit log, to which every command adds, and whether it has had the command. Lists are put in order before they
-- are gathered: sqld's parser knows no ORDER BY inside of an aggregate.
SELECT
    orders.id, orders.number, orders.market_code, orders.locale_code, orders.currency_code, orders.email,
    orders.state, orders.payment_gateway, orders.shipping_method_code, orders.tax_inclusive,
    orders.subtotal_minor, orders.shipping_minor, orders.tax_minor, orders.total_minor,
    orders.days_min, orders.days_max, orders.placed_at, orders.expires_at,
    (
        SELECT json_group_array(json_object(
            'sku', sku, 'product_slug', product_slug, 'title', title, 'options', options, 'media_hash', media_hash,
            'quantity', quantity, 'unit_minor', unit_minor, 'line_minor', line_minor,
            'tax_basis_points', tax_basis_points, 'tax_minor', tax_minor
        ))
        FROM (
            SELECT
                sku, product_slug, title, options, media_hash, quantity, unit_minor, line_minor, tax_basis_points, tax_minor
            FROM order_line WHERE order_line.order_id = orders.id ORDER BY line
        )
    ) AS lines,
    (
        SELECT json_group_array(json_object(
            'kind', kind, 'name', name, 'line1', line1, 'line2', line2, 'city', city, 'region', region,
            'postal_code', postal_code, 'country', country_code
        ))
        FROM order_address WHERE order_address.order_id = orders.id
    ) AS addresses,
    (
        SELECT json_group_array(json_object('kind', kind, 'happened_at', happened_at))
        FROM (SELECT kind, happened_at FROM order_event WHERE order_event.order_id = orders.id ORDER BY sequence)
    ) AS events,
    (SELECT coalesce(max(audit.id), 0) FROM audit) AS position,
    EXISTS (SELECT 1 FROM command_log WHERE command_log.id = ?2) AS has_command
FROM orders
WHERE orders.number = ?1
