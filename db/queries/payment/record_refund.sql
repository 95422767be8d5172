INSERT INTO record_refund (id, digest, principal, session, request_id, sent_at, refund_id, state, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
