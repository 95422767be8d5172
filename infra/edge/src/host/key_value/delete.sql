DELETE FROM key_value WHERE store = ?1 AND key = ?2
