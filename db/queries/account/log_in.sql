INSERT INTO log_in (
    id, digest, principal, session, request_id, sent_at, customer_id, credential_version, session_hash,
    session_seconds, user_agent, totp_step, recovery_hash
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
