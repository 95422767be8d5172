INSERT INTO save_profile (id, digest, principal, session, request_id, sent_at, name, locale_code, market_code)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
