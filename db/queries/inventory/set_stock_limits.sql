INSERT INTO set_stock_limits (
    id, digest, principal, session, request_id, sent_at,
    sku, location_code, seen_safety_stock, seen_backorder_limit, safety_stock, backorder_limit
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);
