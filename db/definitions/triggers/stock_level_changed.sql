-- A level changes with every order, but pages change only when a badge turns or a number of pieces that they show: up to
-- five per variant from the locations of a market, and per product, where few are left of all its variants, from all
-- locations. So most orders write no product row and mark no product. What is sold ahead arrives with the purchase order that has
-- pieces left.
CREATE TRIGGER stock_level_changed AFTER UPDATE OF on_hand, allocated, safety_stock, backorder_limit ON stock_level BEGIN
    UPDATE variant SET stock_state = stock.state
    FROM (
        SELECT CASE
            WHEN sum(level.ready) > 5 THEN 'in'
            WHEN sum(level.ready) > 0 THEN 'low'
            WHEN sum(level.available) > 0 THEN 'backorder'
            ELSE 'out'
        END AS state
        FROM stock_level AS level
        WHERE level.variant_id = NEW.variant_id
    ) AS stock
    WHERE variant.id = NEW.variant_id AND variant.stock_state <> stock.state;

    UPDATE variant SET backorder_at = arrival.expected_at
    FROM variant_arrival AS arrival
    WHERE min(NEW.ready, OLD.ready) < 0
        AND variant.id = NEW.variant_id AND arrival.variant_id = variant.id
        AND arrival.expected_at IS NOT NULL AND arrival.expected_at IS NOT variant.backorder_at;

    UPDATE product SET stock_state = product_stock.state
    FROM product_stock
    WHERE product.id = (SELECT product_id FROM variant WHERE id = NEW.variant_id)
        AND product_stock.product_id = product.id AND product.stock_state <> product_stock.state;

    INSERT INTO mark_product (product_id)
    SELECT changed.product_id FROM variant AS changed
    WHERE changed.id = NEW.variant_id AND (EXISTS (
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
    ));
END;
