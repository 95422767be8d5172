-- A badge that turns is a change of the product, which marks it. What can only be ordered ahead is listed, but is not in stock.
-- Front pages leave out what is sold out.
CREATE TRIGGER product_badge_turns AFTER UPDATE OF stock_state ON product WHEN NEW.stock_state <> OLD.stock_state BEGIN
    INSERT INTO scope_version (scope, version, moved_at, is_due)
    SELECT 'listed:' || market.code, 0, 0, 1 FROM market WHERE 'out' IN (NEW.stock_state, OLD.stock_state)
    ON CONFLICT (scope) DO UPDATE SET is_due = 1;

    INSERT INTO count_in_stock (product_id, products)
    SELECT NEW.id, iif(NEW.stock_state IN ('in', 'low'), 1, -1)
    WHERE (NEW.stock_state IN ('in', 'low')) <> (OLD.stock_state IN ('in', 'low'));
END;
