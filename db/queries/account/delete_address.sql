INSERT INTO delete_address (id, digest, principal, session, request_id, sent_at, address_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
