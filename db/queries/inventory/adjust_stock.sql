INSERT INTO adjust_stock (
    id, digest, principal, session, request_id, sent_at,
    sku, location_code, reason, seen, counted, note
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);
