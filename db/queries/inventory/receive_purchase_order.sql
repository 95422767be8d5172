INSERT INTO receive_purchase_order (id, digest, principal, session, request_id, sent_at, purchase_order_id, lines, close)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
