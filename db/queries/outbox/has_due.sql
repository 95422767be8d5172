-- Whether any row is due, by the clock of the database that is asked.
SELECT EXISTS (
    SELECT 1 FROM clock CROSS JOIN outbox
    WHERE outbox.sent_at IS NULL AND outbox.gave_up_at IS NULL AND outbox.due_at <= clock.now
) AS has_due
