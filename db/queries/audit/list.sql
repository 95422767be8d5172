-- The audit log, the newest entry first. ?1 subject or NULL, ?2 staff principal or NULL, ?3 the entry before which to go on.
-- One row more than a page has.
SELECT
    audit.id AS id, audit.happened_at AS happened_at, audit.principal AS principal, audit.command AS command,
    audit.subject AS subject, audit.request_id AS request_id, audit.detail AS detail
FROM (
    SELECT * FROM (SELECT id FROM audit WHERE coalesce(?1, ?2) IS NULL AND id < ?3 ORDER BY id DESC LIMIT 51)
    UNION ALL
    SELECT * FROM (
        SELECT id FROM audit
        WHERE subject = ?1 AND (?2 IS NULL OR principal = ?2) AND id < ?3
        ORDER BY id DESC LIMIT 51
    )
    UNION ALL
    SELECT * FROM (
        SELECT id FROM audit
        WHERE ?1 IS NULL AND principal GLOB 'staff:*' AND principal = ?2 AND id < ?3
        ORDER BY id DESC LIMIT 51
    )
) AS page
CROSS JOIN audit ON audit.id = page.id
ORDER BY audit.id DESC;
