INSERT INTO key_value (store, key, value) VALUES (?1, ?2, ?3)
ON CONFLICT (store, key) DO UPDATE SET value = excluded.value
