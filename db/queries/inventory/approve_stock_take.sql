INSERT INTO approve_stock_take (id, digest, principal, session, request_id, sent_at, stock_take_id, version)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
