INSERT INTO request_email_change (
    id, digest, principal, session, request_id, sent_at, credential_version, token_id, email, email_digest,
    token_seconds
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
