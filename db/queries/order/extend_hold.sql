INSERT INTO extend_hold (id, digest, principal, session, request_id, sent_at, order_id, hold_seconds)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
