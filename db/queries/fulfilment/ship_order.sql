INSERT INTO ship_order (
    id, digest, principal, session, request_id, sent_at,
    order_id, group_number, lines, carrier, tracking
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
