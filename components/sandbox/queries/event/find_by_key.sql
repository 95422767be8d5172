SELECT reference, kind, amount_minor
FROM event
WHERE idempotency_key = ?1
