INSERT INTO change_email (id, digest, principal, session, request_id, sent_at, token_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
