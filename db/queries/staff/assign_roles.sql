INSERT INTO assign_roles (id, digest, principal, session, request_id, sent_at, staff_id, version, state, roles)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
