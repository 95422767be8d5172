INSERT INTO invite_staff (
    id, digest, principal, session, request_id, sent_at,
    staff_id, email, role_code, token_hash, ttl_seconds
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
