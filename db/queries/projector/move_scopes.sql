-- Moves the scopes whose second is over.
UPDATE scope_version
SET version = version + 1, moved_at = (SELECT clock.now FROM clock), is_due = 0
WHERE is_due = 1 AND moved_at < (SELECT clock.now FROM clock)
