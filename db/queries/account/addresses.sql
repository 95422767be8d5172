-- ?1 hash of a session's id, ?2 a command or NULL. Their addresses, the default first. One row: without a customer where the session is over or not there
-- yet, and how far the database is.
SELECT
    customer.id AS customer_id, customer.email, customer.name, customer.locale_code, customer.market_code,
    customer.created_at,
    (
        SELECT json_group_array(json_object(
            'id', id, 'is_default', is_default, 'phone', phone, 'address', json_object(
                'name', name, 'line1', line1, 'line2', line2, 'city', city, 'region', region,
                'postal_code', postal_code, 'country', country_code
            )
        ))
        FROM (
            SELECT customer_address.*
            FROM customer_address
            WHERE customer_address.customer_id = customer.id
            ORDER BY customer_address.is_default DESC, customer_address.saved_at DESC, customer_address.id
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
