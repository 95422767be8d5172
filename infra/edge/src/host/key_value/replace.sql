INSERT INTO key_value (store, key, value)
SELECT ?1, ?2, ?4
WHERE ?3 IS NULL OR EXISTS (SELECT 1 FROM key_value WHERE store = ?1 AND key = ?2 AND value = ?3)
ON CONFLICT (store, key) DO UPDATE SET value = excluded.value WHERE value = ?3
RETURNING 1
