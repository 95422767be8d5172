-- ?1 hash of a session's id, ?2 a command or NULL. Their sessions that are open, the one used last first. One row: without a customer where the session is over or not there
-- yet, and how far the database is.
SELECT
    customer.id AS customer_id, customer.email, customer.name, customer.locale_code, customer.market_code,
    customer.created_at,
    (
        SELECT json_group_array(json_object(
            'id_hash', id_hash, 'created_at', created_at, 'last_used_at', last_used_at, 'user_agent', user_agent
        ))
        FROM (
            SELECT open.id_hash, open.created_at, open.last_used_at, open.user_agent
            FROM session AS open
            WHERE open.principal = 'customer:' || customer.id AND open.ended_at IS NULL AND open.expires_at > clock.now
            ORDER BY open.last_used_at DESC, open.id_hash
            LIMIT 100
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
