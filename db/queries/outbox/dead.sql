-- The ids of dead letters as a JSON list, the newest first.
SELECT json_group_array(id) AS ids FROM (
    SELECT id FROM outbox WHERE gave_up_at IS NOT NULL ORDER BY gave_up_at DESC LIMIT 200
)
