-- Events of a payment, if it is in one of the states ?3 and has as much left to capture (?4) and to refund (?5).
INSERT INTO event (id, reference, kind, state, amount_minor, reason, idempotency_key, created_at, due_at, copies)
SELECT
    wanted.value ->> 'id',
    payment.reference,
    wanted.value ->> 'kind',
    wanted.value ->> 'state',
    wanted.value ->> 'amount_minor',
    wanted.value ->> 'reason',
    wanted.value ->> 'idempotency_key',
    wanted.value ->> 'created_at',
    wanted.value ->> 'due_at',
    wanted.value ->> 'copies'
FROM payment, json_each(?2) AS wanted
WHERE payment.reference = ?1
    AND payment.state IN (SELECT allowed.value FROM json_each(?3) AS allowed)
    AND payment.amount_minor - payment.captured_minor >= ?4
    AND payment.captured_minor - payment.refunded_minor >= ?5
ON CONFLICT (idempotency_key) DO NOTHING
RETURNING id
