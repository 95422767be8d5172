INSERT INTO save_products (
    id, digest, principal, session, request_id, sent_at,
    subject, products, texts, product_values, options, pictures, withheld, variants, variant_values, prices, planned, stock, terms
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19);
