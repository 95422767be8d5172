-- The ids of the newest rows as a JSON list, for the mailbox of development.
SELECT json_group_array(id) AS ids FROM (SELECT id FROM outbox ORDER BY id DESC LIMIT 200)
