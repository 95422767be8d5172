INSERT INTO register_customer (
    id, digest, principal, session, request_id, sent_at, customer_id, token_id, email, email_digest, name,
    locale_code, market_code, password_hash, token_seconds
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
