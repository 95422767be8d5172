INSERT INTO end_sessions (id, digest, principal, session, request_id, sent_at, which, session_hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
