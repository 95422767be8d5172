-- ?1 number, ?2 a command or NULL. The whole order in one row, lists as JSON; and how far the database is: its epoch, the
-- newest entry of the audit log, to which every command adds, and whether it has had the command. Lists are sorted before
-- they are gathered: sqld's parser knows no ORDER BY inside of an aggregate.
SELECT
    orders.id, orders.number, orders.market_code, orders.locale_code, orders.currency_code, orders.email,
    orders.state, orders.payment_gateway, orders.shipping_method_code, orders.tax_inclusive,
    orders.subtotal_minor, orders.shipping_minor, orders.tax_minor, orders.total_minor,
    orders.days_min, orders.days_max, orders.placed_at, orders.expires_at,
    coalesce((
        SELECT tax_rate.rate_basis_points
        FROM order_address
        CROSS JOIN tax_rate
            ON tax_rate.country_code = order_address.country_code AND tax_rate.tax_class = 'standard'
        WHERE order_address.order_id = orders.id AND order_address.kind = 'shipping'
    ), 0) AS standard_tax,
    (
        SELECT json_group_array(json_object(
            'sku', sku, 'product_slug', product_slug, 'title', title, 'options', options, 'media_hash', media_hash,
            'quantity', quantity, 'unit_minor', unit_minor, 'line_minor', line_minor,
            'tax_basis_points', tax_basis_points, 'tax_minor', tax_minor, 'backorder_at', backorder_at
        ))
        FROM (
            SELECT
                order_line.sku, order_line.product_slug, order_line.title, order_line.options, order_line.media_hash,
                order_line.quantity, order_line.unit_minor, order_line.line_minor, order_line.tax_basis_points,
                order_line.tax_minor,
                -- Sold ahead, if only in part, as cart/lines saw it: less lay there when it was ordered than that.
                -- Only variants that are sold ahead are looked at closely, and their allocations are few.
                (
                    SELECT variant.backorder_at
                    FROM variant
                    WHERE variant.id = order_line.variant_id AND variant.backorder_at IS NOT NULL
                        AND order_line.quantity > (
                            SELECT coalesce(sum(
                                max(0, stock_level.on_hand - stock_level.safety_stock - coalesce((
                                    SELECT sum(stock_movement.quantity)
                                    FROM stock_movement
                                    WHERE stock_movement.variant_id = stock_level.variant_id
                                        AND stock_movement.location_id = stock_level.location_id
                                        AND stock_movement.moved_at > orders.placed_at
                                        AND stock_movement.reason <> 'shipment'
                                ), 0)) - coalesce((
                                    SELECT sum(stock_allocation.quantity)
                                    FROM stock_allocation
                                    CROSS JOIN orders AS earlier ON earlier.id = stock_allocation.order_id
                                    WHERE stock_allocation.variant_id = stock_level.variant_id
                                        AND stock_allocation.location_id = stock_level.location_id
                                        AND stock_allocation.state = 'held'
                                        AND (
                                            earlier.placed_at < orders.placed_at
                                            OR (earlier.placed_at = orders.placed_at AND earlier.id < orders.id)
                                        )
                                ), 0)
                            ), 0)
                            FROM market_location
                            CROSS JOIN stock_level
                                ON stock_level.location_id = market_location.location_id
                                AND stock_level.variant_id = variant.id
                            WHERE market_location.market_code = orders.market_code
                        )
                ) AS backorder_at
            FROM order_line WHERE order_line.order_id = orders.id ORDER BY order_line.line
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
    (SELECT catalogue_version.epoch FROM catalogue_version) AS epoch,
    (SELECT coalesce(max(audit.id), 0) FROM audit) AS audit_entry,
    EXISTS (SELECT 1 FROM command_log WHERE command_log.id = ?2) AS has_command
FROM orders
WHERE orders.number = ?1
