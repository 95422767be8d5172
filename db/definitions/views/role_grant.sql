-- What each role permits: an owner's role everything.
CREATE VIEW role_grant AS
SELECT role.id AS role_id, permission.code AS permission
FROM role CROSS JOIN permission
WHERE role.is_owner OR EXISTS (
    SELECT 1 FROM role_permission
    WHERE role_permission.role_id = role.id AND role_permission.permission = permission.code
);
