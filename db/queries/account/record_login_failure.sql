INSERT INTO record_login_failure (id, digest, principal, session, request_id, sent_at, email_digest, delay_seconds)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
