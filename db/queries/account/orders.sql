-- ?1 hash of a session's id, ?2 a command or NULL; ?3 and ?4: only orders before this time and number, or NULL. Their
-- orders, the newest first, one more than a page shows. One row: see profile.sql.
SELECT
    customer.id AS customer_id, customer.email, customer.name, customer.locale_code, customer.market_code,
    customer.created_at,
    (
        SELECT json_group_array(json_object(
            'number', number, 'placed_at', placed_at, 'currency', currency_code, 'total_minor', total_minor,
            'figures', json(figures), 'titles', json(titles), 'lines', lines
        ))
        FROM (
            SELECT
                orders.number, orders.placed_at, orders.currency_code, orders.total_minor,
                (SELECT order_figures.figures FROM order_figures WHERE order_figures.order_id = orders.id) AS figures,
                (
                    SELECT json_group_array(title)
                    FROM (
                        SELECT order_line.title
                        FROM order_line WHERE order_line.order_id = orders.id ORDER BY order_line.number LIMIT 3
                    )
                ) AS titles,
                (SELECT count(*) FROM order_line WHERE order_line.order_id = orders.id) AS lines
            FROM orders
            WHERE orders.customer_id = customer.id
                AND (?3 IS NULL OR (orders.placed_at, orders.number) < (?3, ?4))
            ORDER BY orders.placed_at DESC, orders.number DESC
            LIMIT 21
        )
    ) AS content,
    (SELECT catalogue_version.epoch FROM catalogue_version) AS epoch,
    (SELECT coalesce(max(audit.id), 0) FROM audit) AS audit_entry,
    EXISTS (SELECT 1 FROM command_log WHERE command_log.id = ?2) AS has_command
FROM clock
LEFT JOIN session
    ON session.id_hash = ?1 AND session.ended_at IS NULL AND session.expires_at > clock.now
    AND session.principal GLOB 'customer:*'
LEFT JOIN customer ON customer.id = substr(session.principal, 10) AND customer.anonymised_at IS NULL
