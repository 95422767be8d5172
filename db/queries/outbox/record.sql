-- What became of attempts. ?1 JSON list of {id, attempts, resends, outcome, delay_seconds, error}; `outcome` is `sent`, `later` or
-- `dead`. A mail that was sent is sent, whoever took its row meanwhile; a failure counts only while nobody did.
UPDATE outbox
SET
    sent_at = iif(result.value ->> 'outcome' = 'sent', clock.now, NULL),
    gave_up_at = iif(result.value ->> 'outcome' = 'dead', clock.now, NULL),
    due_at = clock.now + (result.value ->> 'delay_seconds'),
    error = result.value ->> 'error'
FROM clock CROSS JOIN json_each(?1) AS result
WHERE outbox.id IN (SELECT given.value ->> 'id' FROM json_each(?1) AS given) AND outbox.id = (result.value ->> 'id')
    AND outbox.sent_at IS NULL AND outbox.resends = (result.value ->> 'resends')
    AND (result.value ->> 'outcome' = 'sent' OR outbox.attempts = (result.value ->> 'attempts'))
