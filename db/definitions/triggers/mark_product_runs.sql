-- The projector sees by the version whether a product changed again after it was read. The product's own page shows the change
-- at once.
CREATE TRIGGER mark_product_runs INSTEAD OF INSERT ON mark_product WHEN NEW.product_id IS NOT NULL BEGIN
    INSERT INTO projection_pending (product_id, marked_version) VALUES (NEW.product_id, 1)
    ON CONFLICT (product_id) DO UPDATE SET marked_version = marked_version + 1;
    INSERT INTO move_scope VALUES ('product:' || NEW.product_id);
END;
