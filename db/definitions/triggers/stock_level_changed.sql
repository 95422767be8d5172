-- A level changes with every order, but pages change only when a badge turns or a number of pieces that they show: up to
-- five per variant from the locations of a market, and per product, where few are left of all its variants, from all
-- locations. So most orders write no product row and leave the catalogue's version alone.
CREATE TRIGGER stock_level_changed AFTER UPDATE OF on_hand, allocated, safety_stock, backorder_limit ON stock_level BEGIN
    UPDATE product SET stock_state = product_stock.state
    FROM product_stock
    WHERE product.id = (SELECT product_id FROM variant WHERE id = NEW.variant_id)
        AND product_stock.product_id = product.id AND product.stock_state <> product_stock.state;

    UPDATE catalogue_version SET version = version + 1
    WHERE EXISTS (
        SELECT 1
        FROM market_location AS serving
        CROSS JOIN market_location ON market_location.market_code = serving.market_code
        CROSS JOIN stock_level AS level
            ON level.variant_id = NEW.variant_id AND level.location_id = market_location.location_id
        WHERE serving.location_id = NEW.location_id
        GROUP BY serving.market_code
        HAVING min(max(sum(level.ready), 0), 6) <> min(max(sum(level.ready) - NEW.ready + OLD.ready, 0), 6)
            OR min(sum(level.available), 6) <> min(sum(level.available) - NEW.available + OLD.available, 6)
    ) OR EXISTS (
        SELECT 1 FROM variant CROSS JOIN product ON product.id = variant.product_id
        WHERE variant.id = NEW.variant_id AND product.stock_state = 'low'
    );
END;
