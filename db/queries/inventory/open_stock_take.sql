INSERT INTO open_stock_take (id, digest, principal, session, request_id, sent_at, name, location_code)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
