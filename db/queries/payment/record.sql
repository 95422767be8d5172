INSERT INTO record_payment (
    id, digest, principal, session, request_id, sent_at,
    payment_id, provider_code, reference, state, amount_minor, currency_code, reason
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
