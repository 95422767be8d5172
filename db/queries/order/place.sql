INSERT INTO place_order (
    id, digest, principal, request_id, sent_at, number, market_code, locale_code, email, phone, shipping, billing,
    method_code, gateway, lines, expected_total_minor, hold_seconds
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
