INSERT INTO log_in_staff (
    id, digest, principal, session, request_id, sent_at,
    staff_id, key_hash, totp_step, session_hash, session_seconds, user_agent
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);
