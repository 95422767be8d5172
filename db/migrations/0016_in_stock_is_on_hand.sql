-- 'availability:in' counts what has pieces on hand: what can only be ordered ahead is listed, but is not in stock.

-- What has no pieces on hand changes with every order, so it lies on no shelf.
DROP INDEX product_sold_out;
CREATE INDEX product_without_stock ON product (category_id, rank) WHERE stock_state IN ('backorder', 'out');

DROP TRIGGER product_leaves_availability_facet;
CREATE TRIGGER product_leaves_availability_facet AFTER UPDATE OF stock_state ON product
WHEN NEW.state = 'published' AND OLD.stock_state IN ('in', 'low') AND NEW.stock_state NOT IN ('in', 'low') BEGIN
    UPDATE category_facet SET products = products - 1
    WHERE facet = 'availability' AND value = 'in'
        AND category_id IN (SELECT category_id FROM category_product WHERE product_id = NEW.id)
        AND market_code IN (
            SELECT listing.market_code FROM market JOIN listing
                ON listing.market_code = market.code AND listing.product_id = NEW.id
        );
END;
DROP TRIGGER product_enters_availability_facet;
CREATE TRIGGER product_enters_availability_facet AFTER UPDATE OF stock_state ON product
WHEN NEW.state = 'published' AND OLD.stock_state NOT IN ('in', 'low') AND NEW.stock_state IN ('in', 'low') BEGIN
    UPDATE category_facet SET products = products + 1
    WHERE facet = 'availability' AND value = 'in'
        AND category_id IN (SELECT category_id FROM category_product WHERE product_id = NEW.id)
        AND market_code IN (
            SELECT listing.market_code FROM market JOIN listing
                ON listing.market_code = market.code AND listing.product_id = NEW.id
        );
END;

-- Backorders were counted until now.
UPDATE category_facet SET products = products - (
    SELECT count(*)
    FROM category_product
    CROSS JOIN product ON product.id = category_product.product_id AND product.stock_state = 'backorder'
    CROSS JOIN listing ON listing.product_id = product.id AND listing.market_code = category_facet.market_code
    WHERE category_product.category_id = category_facet.category_id
)
WHERE facet = 'availability' AND value = 'in';
