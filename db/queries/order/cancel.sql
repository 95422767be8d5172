INSERT INTO cancel_order (id, digest, principal, session, request_id, sent_at, order_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
