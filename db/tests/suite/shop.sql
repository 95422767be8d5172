-- MUG in two colours (10 and 3 pieces over two places), BOOK of the reduced tax class, LAMP sold in GB only, sold ahead.
-- Market `jp` shows prices without tax here, so that both ways of showing them are tested.
INSERT INTO currency VALUES ('GBP', 2), ('EUR', 2), ('JPY', 0);
INSERT INTO locale VALUES ('en', 'English'), ('de', 'Deutsch'), ('ja', '日本語');
INSERT INTO market VALUES
    ('gb', 'GBP', 'GB', 1, 'standard', 1, 'Europe/London'),
    ('de', 'EUR', 'DE', 1, 'follows_goods', 2, 'Europe/Berlin'),
    ('jp', 'JPY', 'JP', 0, 'standard', 3, 'Asia/Tokyo');
INSERT INTO market_payment_method VALUES
    ('gb', 'card', 1, 1), ('gb', 'transfer', 1, 2), ('gb', 'on_delivery', 0, 3),
    ('de', 'card', 1, 1), ('de', 'transfer', 1, 2), ('jp', 'card', 1, 1), ('jp', 'transfer', 1, 2),
    ('gb', 'convenience_store', 1, 4);
INSERT INTO market_locale VALUES ('gb', 'en', 1), ('de', 'de', 1), ('de', 'en', 2), ('jp', 'ja', 1), ('jp', 'en', 2);
INSERT INTO market_country VALUES ('gb', 'GB', 1), ('de', 'DE', 1), ('jp', 'JP', 1);
INSERT INTO tax_rate VALUES
    ('GB', 'standard', 2000), ('GB', 'reduced', 0), ('GB', 'zero', 0),
    ('DE', 'standard', 1900), ('DE', 'reduced', 700), ('DE', 'zero', 0),
    ('JP', 'standard', 1000), ('JP', 'reduced', 800), ('JP', 'zero', 0);
INSERT INTO shipping_method VALUES
    (1, 'gb', 'standard', 'Post', 2, 4, 5000, 1), (2, 'de', 'standard', 'Post', 2, 4, 4900, 1),
    (3, 'jp', 'standard', 'Post', 1, 3, 8000, 1);
INSERT INTO shipping_rate VALUES
    (1, 'GB', 2000, 395), (1, 'GB', 20000, 795), (2, 'DE', 2000, 490), (2, 'DE', 20000, 990), (3, 'JP', 20000, 600);
INSERT INTO location VALUES (1, 'lon', 'London', 'GB'), (2, 'ham', 'Hamburg', 'DE');
INSERT INTO market_location VALUES
    ('gb', 1, 1), ('gb', 2, 2), ('de', 2, 1), ('de', 1, 2), ('jp', 1, 1), ('jp', 2, 2);
INSERT INTO vendor VALUES (1, 'house', 'House', 'GB');
INSERT INTO brand VALUES (1, 'house', 'House');
INSERT INTO category (id, parent_id, slug, depth, position) VALUES (1, NULL, 'things', 1, 1);
INSERT INTO media VALUES ('red', 'image/svg+xml', 600, 600, x'00'), ('blue', 'image/svg+xml', 600, 600, x'01');
INSERT INTO attribute VALUES (1, 'colour', 1);
INSERT INTO attribute_value VALUES (1, 1, 'red', 1, '#f00'), (2, 1, 'blue', 2, '#00f');
INSERT INTO attribute_value_text VALUES (1, 'en', 'Red'), (2, 'en', 'Blue');
INSERT INTO product (id, slug, vendor_id, brand_id, category_id, tax_class, state, rank, created_at) VALUES
    (1, 'mug', 1, 1, 1, 'standard', 'published', 1, 0),
    (2, 'book', 1, 1, 1, 'reduced', 'published', 2, 0),
    (3, 'lamp', 1, 1, 1, 'standard', 'published', 3, 0);
INSERT INTO product_text (product_id, locale_code, title, summary, description)
VALUES (1, 'en', 'Mug', '', ''), (2, 'en', 'Book', '', ''), (3, 'en', 'Lamp', '', '');
INSERT INTO product_option VALUES (1, 1, 1);
INSERT INTO product_media VALUES (1, 1, 'red', 1), (1, 2, 'blue', 2), (2, 1, 'red', NULL), (3, 1, 'red', NULL);
INSERT INTO variant (id, product_id, sku, position, weight_grams, backorder_at) VALUES
    (1, 1, 'MUG-RED', 1, 350, NULL), (2, 1, 'MUG-BLUE', 2, 350, NULL), (3, 2, 'BOOK', 1, 400, NULL),
    (4, 3, 'LAMP', 1, 1500, 1800000000);
INSERT INTO variant_value VALUES (1, 1, 1), (2, 1, 2);
INSERT INTO price VALUES
    (1, 'gb', 1299, NULL), (1, 'de', 1499, NULL), (1, 'jp', 2200, NULL),
    (2, 'gb', 1299, NULL), (2, 'de', 1499, NULL), (2, 'jp', 2200, NULL),
    (3, 'gb', 899, NULL), (3, 'de', 999, NULL), (3, 'jp', 1450, NULL),
    (4, 'gb', 4500, 5000);
INSERT INTO stock_level (variant_id, location_id, safety_stock, backorder_limit) VALUES
    (1, 1, 0, 0), (1, 2, 2, 0), (2, 1, 0, 0), (3, 1, 0, 0), (4, 1, 0, 0);
UPDATE stock_level SET backorder_limit = 4 WHERE variant_id = 4;
INSERT INTO stock_movement (variant_id, location_id, quantity, reason, command_id, moved_at) VALUES
    (1, 1, 6, 'initial', 'seed', 0), (1, 2, 6, 'initial', 'seed', 0), (2, 1, 3, 'initial', 'seed', 0),
    (3, 1, 90, 'initial', 'seed', 0);
