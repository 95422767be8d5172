-- Takes the webhooks that are due at ?1, of all payments or of ?3. Whoever sends them has until ?2.
UPDATE event
SET due_at = ?2, attempts = attempts + 1
WHERE number IN (
    SELECT due.number
    FROM event AS due
    WHERE due.due_at <= ?1 AND (?3 IS NULL OR due.reference = ?3)
    ORDER BY due.due_at, due.number
    LIMIT 50
)
RETURNING
    number,
    id,
    reference,
    kind,
    state,
    amount_minor,
    reason,
    created_at,
    attempts,
    (SELECT payment.payment_id FROM payment WHERE payment.reference = event.reference) AS payment_id,
    (SELECT payment.currency FROM payment WHERE payment.reference = event.reference) AS currency,
    (SELECT payment.webhook_url FROM payment WHERE payment.reference = event.reference) AS webhook_url
