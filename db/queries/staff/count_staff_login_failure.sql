INSERT INTO count_staff_login_failure (id, digest, principal, session, request_id, sent_at, staff_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
