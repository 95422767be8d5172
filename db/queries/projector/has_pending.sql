-- Whether any projection is behind, or a scope is still to move. One row.
SELECT
    EXISTS (SELECT 1 FROM projection_pending)
    OR EXISTS (SELECT 1 FROM scope_version WHERE is_due = 1 AND moved_at < (SELECT clock.now FROM clock)) AS has_pending
