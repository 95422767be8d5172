-- A webhook was received. One that is to be received twice is due again at ?3.
UPDATE event
SET copies = copies - 1, delivered_at = ?2, due_at = iif(copies > 1, ?3, NULL)
WHERE number = ?1
