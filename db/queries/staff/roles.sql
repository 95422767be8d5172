-- Every role with what it permits.
SELECT
    role.code AS code, role.name AS name, role.is_owner AS is_owner,
    (SELECT json_group_array(permission) FROM role_grant WHERE role_id = role.id) AS permissions
FROM role
ORDER BY role.id;
