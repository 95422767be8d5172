-- A live session of staff, with what they are permitted. ?1 hash of the session's id, ?2 now, ?3 a
-- command or NULL: whether the database has had it.
SELECT
    staff.id AS id, staff.name AS name, staff.email AS email,
    (SELECT json_group_array(DISTINCT permission) FROM staff_permission WHERE staff_id = staff.id) AS permissions,
    ?3 IS NULL OR EXISTS (SELECT 1 FROM command_log WHERE command_log.id = ?3) AS has_command
FROM session
CROSS JOIN staff ON staff.id = substr(session.principal, 7) AND staff.state = 'active'
WHERE session.id_hash = ?1 AND session.principal GLOB 'staff:*' AND session.ended_at IS NULL AND session.expires_at > ?2;
