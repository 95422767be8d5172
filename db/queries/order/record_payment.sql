INSERT INTO record_payment (id, order_id, gateway, state, reference, made_at, actor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
