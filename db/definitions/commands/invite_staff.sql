-- Somebody is invited to work here, with a role, or invited again: the link of an earlier invitation ends, and whoever opens
-- the new one sets up a new login. Staff give nobody what they lack, and reset nobody who may do more.
--
-- token_hash: the hash of the text in the link. ttl_seconds: how long the link lasts.
CREATE VIEW invite_staff AS
SELECT *, NULL AS staff_id, NULL AS email, NULL AS role_code, NULL AS token_hash, NULL AS ttl_seconds
FROM command;

CREATE TRIGGER invite_staff_runs INSTEAD OF INSERT ON invite_staff
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'invite_staff', 'staff:invite',
        'staff:' || coalesce((SELECT id FROM staff WHERE email = NEW.email), NEW.staff_id),
        json_object('role', NEW.role_code)
    );

    SELECT json_extract('{}', CASE
        WHEN role.id IS NULL THEN 'refused:unknown_role {}'
        WHEN NEW.principal GLOB 'staff:*' AND EXISTS (
            SELECT 1
            FROM (
                SELECT permission FROM role_grant WHERE role_id = role.id
                UNION
                SELECT role_grant.permission
                FROM staff
                CROSS JOIN staff_role ON staff_role.staff_id = staff.id
                CROSS JOIN role_grant ON role_grant.role_id = staff_role.role_id
                WHERE staff.email = NEW.email
            ) AS given
            WHERE given.permission NOT IN (
                SELECT permission FROM staff_permission WHERE staff_id = substr(NEW.principal, 7)
            )
        ) THEN 'refused:above_own {}'
    END)
    FROM clock LEFT JOIN role ON role.code = NEW.role_code;

    INSERT INTO staff (id, email, state, created_at)
    SELECT NEW.staff_id, NEW.email, 'invited', clock.now
    FROM clock WHERE NOT EXISTS (SELECT 1 FROM staff WHERE email = NEW.email);

    INSERT INTO staff_role (staff_id, role_id)
    SELECT staff.id, role.id
    FROM staff CROSS JOIN role ON role.code = NEW.role_code
    WHERE staff.email = NEW.email
        AND NOT EXISTS (SELECT 1 FROM staff_role WHERE staff_id = staff.id AND role_id = role.id);

    UPDATE staff_invitation SET used_at = (SELECT now FROM clock)
    WHERE used_at IS NULL AND staff_id = (SELECT id FROM staff WHERE email = NEW.email);

    INSERT INTO staff_invitation (token_hash, staff_id, expires_at)
    SELECT NEW.token_hash, staff.id, clock.now + NEW.ttl_seconds
    FROM clock CROSS JOIN staff ON staff.email = NEW.email;
END;
