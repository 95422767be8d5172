INSERT INTO record_payment (id, digest, principal, session, request_id, sent_at, order_id, gateway, state, reference)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
