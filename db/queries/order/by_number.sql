-- ?1 number, ?2 a command or NULL. The whole order in one row, lists as JSON; and how far the database is: its epoch, the
-- newest entry of the audit log, to which every command adds, and whether it has had the command. Lists are sorted before
-- they are gathered: sqld's parser knows no ORDER BY inside of an aggregate.
SELECT
    orders.id, orders.number, orders.market_code, orders.locale_code, orders.currency_code, orders.email,
    orders.payment_method_code, orders.tax_included, orders.goods_minor, orders.total_minor, orders.placed_at,
    (SELECT order_figures.figures FROM order_figures WHERE order_figures.order_id = orders.id) AS figures,
    (
        SELECT json_group_array(json_object(
            'sku', sku, 'group', group_number, 'product_slug', product_slug, 'title', title, 'options', options,
            'media_hash', media_hash, 'quantity', quantity, 'unit_minor', unit_minor
        ))
        FROM (
            SELECT sku, group_number, product_slug, title, options, media_hash, quantity, unit_minor
            FROM order_line WHERE order_line.order_id = orders.id ORDER BY order_line.number
        )
    ) AS lines,
    (
        SELECT json_group_array(json_object(
            'method_code', method_code, 'days_min', days_min, 'days_max', days_max, 'restocked_at', restocked_at,
            'slot', json(iif(slot_from_hour IS NULL, 'null', json_object('from_hour', slot_from_hour, 'to_hour', slot_to_hour)))
        ))
        FROM (
            SELECT method_code, days_min, days_max, restocked_at, slot_from_hour, slot_to_hour
            FROM delivery_group WHERE delivery_group.order_id = orders.id ORDER BY delivery_group.number
        )
    ) AS delivery_groups,
    (
        SELECT json_group_array(json_object(
            'kind', kind, 'cause', cause, 'line', line_number, 'group', group_number, 'amount_minor', amount_minor,
            'rate', rate_basis_points, 'included', json(iif(included, 'true', 'false'))
        ))
        FROM (
            SELECT kind, cause, line_number, group_number, amount_minor, rate_basis_points, included
            FROM adjustment WHERE adjustment.order_id = orders.id ORDER BY adjustment.number
        )
    ) AS adjustments,
    (
        SELECT json_group_array(json_object(
            'kind', kind, 'name', name, 'line1', line1, 'line2', line2, 'city', city, 'region', region,
            'postal_code', postal_code, 'country', country_code
        ))
        FROM order_address WHERE order_address.order_id = orders.id
    ) AS addresses,
    (
        SELECT json_group_array(json_object(
            'id', id, 'provider', provider_code, 'method', method_code, 'reference', provider_reference, 'state', state
        ))
        FROM (SELECT * FROM payment WHERE payment.order_id = orders.id ORDER BY payment.created_at, payment.id)
    ) AS payments,
    (
        SELECT json_group_array(json_object('kind', kind, 'happened_at', happened_at))
        FROM (SELECT kind, happened_at FROM order_event WHERE order_event.order_id = orders.id ORDER BY sequence)
    ) AS events,
    (SELECT catalogue_version.epoch FROM catalogue_version) AS epoch,
    (SELECT coalesce(max(audit.id), 0) FROM audit) AS audit_entry,
    EXISTS (SELECT 1 FROM command_log WHERE command_log.id = ?2) AS has_command
FROM orders
WHERE orders.number = ?1
