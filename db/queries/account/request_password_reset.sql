INSERT INTO request_password_reset (
    id, digest, principal, session, request_id, sent_at, email_digest, token_id, token_seconds
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
