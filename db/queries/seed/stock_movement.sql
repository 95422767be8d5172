INSERT INTO stock_movement (variant_id, location_id, quantity, reason, command_id, moved_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
