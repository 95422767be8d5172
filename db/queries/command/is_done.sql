SELECT 1 FROM command_log WHERE id = ?1
