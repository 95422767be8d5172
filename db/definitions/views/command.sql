-- The columns with which every command begins: its id, the digest of what is asked, who sends it in which session, with which
-- request, and when by the sender's clock.
CREATE VIEW command AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at
WHERE FALSE;
