INSERT INTO change_password (
    id, digest, principal, session, request_id, sent_at, credential_version, password_hash, session_hash,
    session_seconds, user_agent
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
