INSERT INTO accept_invitation (
    id, digest, principal, session, request_id, sent_at,
    token_hash, name, key_hash, totp_sealed, totp_step, session_hash, session_seconds, user_agent
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);
