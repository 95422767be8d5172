INSERT INTO save_address (id, digest, principal, session, request_id, sent_at, address_id, address, phone, is_default)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
