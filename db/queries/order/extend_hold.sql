INSERT INTO extend_hold (id, order_id, now, expires_at, actor) VALUES (?1, ?2, ?3, ?4, ?5)
