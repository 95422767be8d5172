INSERT INTO add_order_note (id, digest, principal, session, request_id, sent_at, order_id, text)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
