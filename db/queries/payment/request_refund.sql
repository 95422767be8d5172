INSERT INTO request_refund (
    id, digest, principal, session, request_id, sent_at, payment_id, amount_minor, cause, lines
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
