INSERT INTO place_order (
    id, digest, principal, session, request_id, sent_at, number, market_code, locale_code, currency_code, tax_included,
    email, email_digest, visitor_digest, phone, shipping, billing, payment_method_code, lines, delivery_groups, adjustments,
    goods_minor, total_minor, hold_seconds
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)
