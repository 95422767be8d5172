-- ?1 hash of a session's id, ?2 a command or NULL. Everything that is kept about them. One row: see profile.sql.
SELECT
    customer.id AS customer_id, customer.email, customer.name, customer.locale_code, customer.market_code,
    customer.created_at,
    json_object(
        'customer', json_object(
            'id', customer.id, 'email', customer.email, 'email_verified_at', customer.email_verified_at,
            'name', customer.name, 'locale', customer.locale_code, 'market', customer.market_code,
            'created_at', customer.created_at
        ),
        'addresses', json((
            SELECT json_group_array(json_object(
                'name', name, 'line1', line1, 'line2', line2, 'city', city, 'region', region,
                'postal_code', postal_code, 'country', country_code, 'phone', phone, 'is_default', is_default
            ))
            FROM customer_address WHERE customer_address.customer_id = customer.id
        )),
        'sessions', json((
            SELECT json_group_array(json_object(
                'created_at', created_at, 'expires_at', expires_at, 'ended_at', ended_at,
                'last_used_at', last_used_at, 'user_agent', user_agent
            ))
            FROM session AS theirs WHERE theirs.principal = 'customer:' || customer.id
        )),
        'orders', json((
            SELECT json_group_array(json_object(
                'number', number, 'placed_at', placed_at, 'email', email, 'phone', phone, 'currency', currency_code,
                'total_minor', total_minor, 'lines', json(lines), 'addresses', json(addresses)
            ))
            FROM (
                SELECT
                    orders.number, orders.placed_at, orders.email, orders.phone, orders.currency_code,
                    orders.total_minor,
                    (
                        SELECT json_group_array(json_object(
                            'sku', sku, 'title', title, 'options', options, 'quantity', quantity,
                            'unit_minor', unit_minor
                        ))
                        FROM order_line WHERE order_line.order_id = orders.id
                    ) AS lines,
                    (
                        SELECT json_group_array(json_object(
                            'kind', kind, 'name', name, 'line1', line1, 'line2', line2, 'city', city,
                            'region', region, 'postal_code', postal_code, 'country', country_code
                        ))
                        FROM order_address WHERE order_address.order_id = orders.id
                    ) AS addresses
                FROM orders WHERE orders.customer_id = customer.id ORDER BY orders.placed_at, orders.number
            )
        ))
    ) AS content,
    (SELECT catalogue_version.epoch FROM catalogue_version) AS epoch,
    (SELECT coalesce(max(audit.id), 0) FROM audit) AS audit_entry,
    EXISTS (SELECT 1 FROM command_log WHERE command_log.id = ?2) AS has_command
FROM clock
LEFT JOIN session
    ON session.id_hash = ?1 AND session.ended_at IS NULL AND session.expires_at > clock.now
    AND session.principal GLOB 'customer:*'
LEFT JOIN customer ON customer.id = substr(session.principal, 10) AND customer.anonymised_at IS NULL
