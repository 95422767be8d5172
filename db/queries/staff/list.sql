-- Staff with their roles, by mail address. ?1 the address after which to go on. One row more than a page has.
SELECT
    staff.id AS id, staff.email AS email, staff.name AS name, staff.state AS state, staff.version AS version,
    (
        SELECT json_group_array(role.code)
        FROM staff_role CROSS JOIN role ON role.id = staff_role.role_id
        WHERE staff_role.staff_id = staff.id
    ) AS roles,
    (
        SELECT max(session.last_used_at) FROM session WHERE session.principal = 'staff:' || staff.id
    ) AS last_seen_at
FROM staff
WHERE staff.email > ?1 COLLATE NOCASE
ORDER BY staff.email
LIMIT 51;
