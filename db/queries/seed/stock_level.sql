INSERT INTO stock_level (variant_id, location_id, on_hand, safety_stock, backorder_limit) VALUES (?1, ?2, ?3, ?4, ?5);
