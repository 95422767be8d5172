-- The categories and markets are those in which the product was counted last; facet id 5 counts what is in stock.
CREATE TRIGGER count_in_stock_runs INSTEAD OF INSERT ON count_in_stock BEGIN
    UPDATE category_facet SET products = products + NEW.products
    WHERE category_id IN (SELECT category_id FROM category_product WHERE product_id = NEW.product_id)
        AND market_code IN (SELECT market_code FROM search_projection WHERE product_id = NEW.product_id)
        AND facet_id = 5;
END;
