INSERT INTO payment (
    reference, idempotency_key, payment_id, order_number, amount_minor, currency, method, return_url, webhook_url,
    locale, state, created_at
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'needs_action', ?11)
ON CONFLICT (idempotency_key) DO NOTHING
