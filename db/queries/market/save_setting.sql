INSERT INTO save_setting (id, digest, principal, session, request_id, sent_at, market_code, name, value)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
