SELECT key FROM key_value WHERE store = ?1 ORDER BY key
