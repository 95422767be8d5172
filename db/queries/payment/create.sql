INSERT INTO create_payment (
    id, digest, principal, session, request_id, sent_at, order_id, method_code, amount_minor, currency_code
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
