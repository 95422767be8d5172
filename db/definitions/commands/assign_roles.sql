-- The roles of a staff member become these, and their state. Nobody gives or takes what they lack, and nobody changes
-- themselves, so the last owner stays.
--
-- roles: JSON list of codes. version: the one that was seen.
CREATE VIEW assign_roles AS SELECT *, NULL AS staff_id, NULL AS version, NULL AS state, NULL AS roles FROM command;

CREATE TRIGGER assign_roles_runs INSTEAD OF INSERT ON assign_roles
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'assign_roles', 'staff:assign',
        'staff:' || NEW.staff_id, json_object('state', NEW.state, 'roles', json(NEW.roles))
    );

    SELECT json_extract('{}', CASE
        WHEN staff.id IS NULL THEN 'refused:not_found {}'
        WHEN NEW.principal = 'staff:' || NEW.staff_id THEN 'refused:own_roles {}'
        WHEN staff.version <> NEW.version THEN 'refused:stale_version ' || json_object('version', staff.version)
        WHEN (staff.state = 'invited') <> (NEW.state = 'invited') THEN 'refused:unknown_role {}'
        WHEN EXISTS (
            SELECT 1 FROM json_each(NEW.roles) WHERE value NOT IN (SELECT code FROM role)
        ) THEN 'refused:unknown_role {}'
        WHEN NEW.principal GLOB 'staff:*' AND EXISTS (
            SELECT 1
            FROM (
                SELECT role_grant.permission
                FROM json_each(NEW.roles)
                CROSS JOIN role ON role.code = value
                CROSS JOIN role_grant ON role_grant.role_id = role.id
                UNION
                SELECT role_grant.permission
                FROM staff_role CROSS JOIN role_grant ON role_grant.role_id = staff_role.role_id
                WHERE staff_role.staff_id = NEW.staff_id
            ) AS given
            WHERE given.permission NOT IN (
                SELECT permission FROM staff_permission WHERE staff_id = substr(NEW.principal, 7)
            )
        ) THEN 'refused:above_own {}'
    END)
    FROM clock LEFT JOIN staff ON staff.id = NEW.staff_id;

    DELETE FROM staff_role WHERE staff_id = NEW.staff_id;

    INSERT INTO staff_role (staff_id, role_id)
    SELECT NEW.staff_id, role.id
    FROM json_each(NEW.roles) CROSS JOIN role ON role.code = value;

    UPDATE staff SET state = NEW.state, version = version + 1 WHERE id = NEW.staff_id;

    UPDATE session SET ended_at = (SELECT now FROM clock)
    WHERE NEW.state = 'suspended' AND principal = 'staff:' || NEW.staff_id AND ended_at IS NULL;
END;
