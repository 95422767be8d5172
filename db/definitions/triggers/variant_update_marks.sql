-- Projections follow the variants of a product.
CREATE TRIGGER variant_update_marks AFTER UPDATE OF sku, position, weight_grams, backorder_at ON variant
WHEN NEW.sku <> OLD.sku OR NEW.position <> OLD.position OR NEW.weight_grams <> OLD.weight_grams
    OR NEW.backorder_at IS NOT OLD.backorder_at BEGIN
    INSERT INTO mark_product VALUES (NEW.product_id);
END;
