INSERT INTO product (id, slug, vendor_id, brand_id, category_id, tax_class, state, rank, stars_1, stars_2, stars_3, stars_4, stars_5, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);
