-- What staff are permitted: what any of their roles permits, while they are active; and to end their sessions.
CREATE VIEW staff_permission AS
SELECT staff_role.staff_id AS staff_id, role_grant.permission AS permission
FROM staff
CROSS JOIN staff_role ON staff_role.staff_id = staff.id
CROSS JOIN role_grant ON role_grant.role_id = staff_role.role_id
WHERE staff.state = 'active'
UNION ALL
SELECT staff.id, 'session:end' FROM staff WHERE staff.state = 'active';
