-- Takes rows that are due, the oldest first, and counts their attempt before it is made. ?1 for how many seconds nobody else
-- gets them, ?2 how many at most.
UPDATE outbox
SET attempts = attempts + 1, due_at = (SELECT clock.now + ?1 FROM clock)
WHERE id IN (
    SELECT outbox.id FROM outbox
    WHERE outbox.sent_at IS NULL AND outbox.gave_up_at IS NULL AND outbox.due_at <= (SELECT clock.now FROM clock)
    ORDER BY outbox.due_at, outbox.id
    LIMIT min(?2, 100)
)
RETURNING id, attempts, resends
