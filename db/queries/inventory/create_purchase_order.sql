INSERT INTO create_purchase_order (
    id, digest, principal, session, request_id, sent_at,
    number, supplier, location_code, expected_at, lines
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
