INSERT INTO record_stock_take (id, digest, principal, session, request_id, sent_at, stock_take_id, lines)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
