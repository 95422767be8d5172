-- A badge that turns is a change of pages. The facet 'availability:in' counts products with pieces on hand: what can only
-- be ordered ahead is listed, but is not in stock.
CREATE TRIGGER product_badge_turns AFTER UPDATE OF stock_state ON product WHEN NEW.stock_state <> OLD.stock_state BEGIN
    UPDATE catalogue_version SET version = version + 1;

    UPDATE category_facet SET products = products + iif(NEW.stock_state IN ('in', 'low'), 1, -1)
    WHERE (NEW.stock_state IN ('in', 'low')) <> (OLD.stock_state IN ('in', 'low'))
        AND NEW.state = 'published'
        AND category_id IN (SELECT category_id FROM category_product WHERE product_id = NEW.id)
        AND market_code IN (
            SELECT listing.market_code FROM market CROSS JOIN listing
                ON listing.market_code = market.code AND listing.product_id = NEW.id
        )
        AND facet = 'availability' AND value = 'in';
END;
