INSERT INTO reset_password (id, digest, principal, session, request_id, sent_at, token_id, password_hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
