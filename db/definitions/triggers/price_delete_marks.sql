-- Projections follow the prices of a product, which decide where it is sold. What was asked before is kept.
CREATE TRIGGER price_delete_marks AFTER DELETE ON price BEGIN
    INSERT INTO mark_product SELECT product_id FROM variant WHERE id = OLD.variant_id;
    INSERT INTO price_history
    SELECT OLD.variant_id, OLD.market_code, now, OLD.amount_minor FROM clock WHERE TRUE
    ON CONFLICT DO NOTHING;
END;
