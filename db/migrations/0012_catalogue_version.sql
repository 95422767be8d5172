-- The version of what catalogue pages show. It moves with every change that some page shows, and only then: a page made
-- from one version is good for as long as the version stands. An order moves it where it turns a badge or a number of
-- pieces that a page tells (up to five), never otherwise.
--
-- It begins and moves by chance strides, so that a database restored from a backup does not come by a version that
-- caches know from before with other content. Pages compare versions for equality only.
--
-- Search documents (search_en, search_de, search_ja) are virtual tables, which take no triggers: whoever writes them
-- writes search_term too, or moves the version. A test of outpost_db asks of every new table whether pages show it.

CREATE TABLE catalogue_version (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;
INSERT INTO catalogue_version (id, version) VALUES (1, 1 + (random() & 0xFFFFFFFF));

-- Markets: what is sold where, what delivery costs, in how many days.

CREATE TRIGGER market_insert_moves_catalogue AFTER INSERT ON market BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER market_update_moves_catalogue AFTER UPDATE ON market BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER market_delete_moves_catalogue AFTER DELETE ON market BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER market_locale_insert_moves_catalogue AFTER INSERT ON market_locale BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER market_locale_update_moves_catalogue AFTER UPDATE ON market_locale BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER market_locale_delete_moves_catalogue AFTER DELETE ON market_locale BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER market_country_insert_moves_catalogue AFTER INSERT ON market_country BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER market_country_update_moves_catalogue AFTER UPDATE ON market_country BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER market_country_delete_moves_catalogue AFTER DELETE ON market_country BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER tax_rate_insert_moves_catalogue AFTER INSERT ON tax_rate BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER tax_rate_update_moves_catalogue AFTER UPDATE ON tax_rate BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER tax_rate_delete_moves_catalogue AFTER DELETE ON tax_rate BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER shipping_method_insert_moves_catalogue AFTER INSERT ON shipping_method BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER shipping_method_update_moves_catalogue AFTER UPDATE ON shipping_method BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER shipping_method_delete_moves_catalogue AFTER DELETE ON shipping_method BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER shipping_rate_insert_moves_catalogue AFTER INSERT ON shipping_rate BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER shipping_rate_update_moves_catalogue AFTER UPDATE ON shipping_rate BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER shipping_rate_delete_moves_catalogue AFTER DELETE ON shipping_rate BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER price_band_insert_moves_catalogue AFTER INSERT ON price_band BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER price_band_update_moves_catalogue AFTER UPDATE ON price_band BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER price_band_delete_moves_catalogue AFTER DELETE ON price_band BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER market_location_insert_moves_catalogue AFTER INSERT ON market_location BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER market_location_update_moves_catalogue AFTER UPDATE ON market_location BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER market_location_delete_moves_catalogue AFTER DELETE ON market_location BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

-- Categories and what lies in them, counts included.

CREATE TRIGGER category_insert_moves_catalogue AFTER INSERT ON category BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER category_update_moves_catalogue AFTER UPDATE ON category BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER category_delete_moves_catalogue AFTER DELETE ON category BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER category_text_insert_moves_catalogue AFTER INSERT ON category_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER category_text_update_moves_catalogue AFTER UPDATE ON category_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER category_text_delete_moves_catalogue AFTER DELETE ON category_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER category_product_insert_moves_catalogue AFTER INSERT ON category_product BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER category_product_update_moves_catalogue AFTER UPDATE ON category_product BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER category_product_delete_moves_catalogue AFTER DELETE ON category_product BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER category_facet_insert_moves_catalogue AFTER INSERT ON category_facet BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER category_facet_update_moves_catalogue AFTER UPDATE ON category_facet BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER category_facet_delete_moves_catalogue AFTER DELETE ON category_facet BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

-- Attributes, by which products are described and filtered.

CREATE TRIGGER attribute_insert_moves_catalogue AFTER INSERT ON attribute BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER attribute_update_moves_catalogue AFTER UPDATE ON attribute BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER attribute_delete_moves_catalogue AFTER DELETE ON attribute BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER attribute_text_insert_moves_catalogue AFTER INSERT ON attribute_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER attribute_text_update_moves_catalogue AFTER UPDATE ON attribute_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER attribute_text_delete_moves_catalogue AFTER DELETE ON attribute_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER attribute_value_insert_moves_catalogue AFTER INSERT ON attribute_value BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER attribute_value_update_moves_catalogue AFTER UPDATE ON attribute_value BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER attribute_value_delete_moves_catalogue AFTER DELETE ON attribute_value BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER attribute_value_text_insert_moves_catalogue AFTER INSERT ON attribute_value_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER attribute_value_text_update_moves_catalogue AFTER UPDATE ON attribute_value_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER attribute_value_text_delete_moves_catalogue AFTER DELETE ON attribute_value_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

-- Products: texts, pictures, variants, prices; badges are a column of product.

CREATE TRIGGER vendor_insert_moves_catalogue AFTER INSERT ON vendor BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER vendor_update_moves_catalogue AFTER UPDATE ON vendor BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER vendor_delete_moves_catalogue AFTER DELETE ON vendor BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER brand_insert_moves_catalogue AFTER INSERT ON brand BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER brand_update_moves_catalogue AFTER UPDATE ON brand BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER brand_delete_moves_catalogue AFTER DELETE ON brand BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER media_insert_moves_catalogue AFTER INSERT ON media BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER media_update_moves_catalogue AFTER UPDATE ON media BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER media_delete_moves_catalogue AFTER DELETE ON media BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER product_insert_moves_catalogue AFTER INSERT ON product BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER product_update_moves_catalogue AFTER UPDATE ON product BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER product_delete_moves_catalogue AFTER DELETE ON product BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER product_text_insert_moves_catalogue AFTER INSERT ON product_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER product_text_update_moves_catalogue AFTER UPDATE ON product_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER product_text_delete_moves_catalogue AFTER DELETE ON product_text BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER product_value_insert_moves_catalogue AFTER INSERT ON product_value BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER product_value_update_moves_catalogue AFTER UPDATE ON product_value BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER product_value_delete_moves_catalogue AFTER DELETE ON product_value BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER product_option_insert_moves_catalogue AFTER INSERT ON product_option BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER product_option_update_moves_catalogue AFTER UPDATE ON product_option BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER product_option_delete_moves_catalogue AFTER DELETE ON product_option BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER product_media_insert_moves_catalogue AFTER INSERT ON product_media BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER product_media_update_moves_catalogue AFTER UPDATE ON product_media BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER product_media_delete_moves_catalogue AFTER DELETE ON product_media BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER variant_insert_moves_catalogue AFTER INSERT ON variant BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER variant_update_moves_catalogue AFTER UPDATE ON variant BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER variant_delete_moves_catalogue AFTER DELETE ON variant BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER variant_value_insert_moves_catalogue AFTER INSERT ON variant_value BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER variant_value_update_moves_catalogue AFTER UPDATE ON variant_value BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER variant_value_delete_moves_catalogue AFTER DELETE ON variant_value BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER price_insert_moves_catalogue AFTER INSERT ON price BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER price_update_moves_catalogue AFTER UPDATE ON price BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER price_delete_moves_catalogue AFTER DELETE ON price BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER listing_insert_moves_catalogue AFTER INSERT ON listing BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER listing_update_moves_catalogue AFTER UPDATE ON listing BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER listing_delete_moves_catalogue AFTER DELETE ON listing BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

-- Words that search mends and suggests.

CREATE TRIGGER search_term_insert_moves_catalogue AFTER INSERT ON search_term BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER search_term_update_moves_catalogue AFTER UPDATE ON search_term BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER search_term_delete_moves_catalogue AFTER DELETE ON search_term BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER search_term_deletion_insert_moves_catalogue AFTER INSERT ON search_term_deletion BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER search_term_deletion_update_moves_catalogue AFTER UPDATE ON search_term_deletion BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER search_term_deletion_delete_moves_catalogue AFTER DELETE ON search_term_deletion BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

-- Stock.

CREATE TRIGGER stock_level_insert_moves_catalogue AFTER INSERT ON stock_level BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER stock_level_delete_moves_catalogue AFTER DELETE ON stock_level BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

-- A level changes with every order, but a page tells pieces only up to five: per variant from the locations of its market,
-- and per product, where few are left of all its variants, from all locations.
CREATE TRIGGER stock_level_update_moves_catalogue
AFTER UPDATE OF on_hand, allocated, safety_stock, backorder_limit ON stock_level
WHEN EXISTS (
    SELECT 1
    FROM (
        SELECT
            sum(max(0, level.on_hand - level.safety_stock) - level.allocated) AS ready,
            sum(level.available) AS available
        FROM market_location
        CROSS JOIN stock_level AS level
            ON level.variant_id = NEW.variant_id AND level.location_id = market_location.location_id
        WHERE market_location.market_code IN (
            SELECT serving.market_code FROM market_location AS serving WHERE serving.location_id = NEW.location_id
        )
        GROUP BY market_location.market_code
    ) AS now
    WHERE min(max(now.ready, 0), 6) <> min(max(
            now.ready - (max(0, NEW.on_hand - NEW.safety_stock) - NEW.allocated)
            + (max(0, OLD.on_hand - OLD.safety_stock) - OLD.allocated), 0), 6)
        OR min(now.available, 6) <> min(now.available - NEW.available + OLD.available, 6)
) OR 'low' = (
    SELECT product.stock_state FROM variant CROSS JOIN product ON product.id = variant.product_id
    WHERE variant.id = NEW.variant_id
) BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
