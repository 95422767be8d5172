-- Projections follow the prices of a product, which decide where it is sold. What was asked before is kept.
CREATE TRIGGER price_update_marks AFTER UPDATE ON price BEGIN
    INSERT INTO mark_product SELECT product_id FROM variant WHERE id = NEW.variant_id;
    INSERT INTO price_history
    SELECT OLD.variant_id, OLD.market_code, now, OLD.amount_minor FROM clock WHERE NEW.amount_minor <> OLD.amount_minor
    ON CONFLICT DO NOTHING;
END;
