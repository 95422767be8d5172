-- Facets follow the price bands of a market.
CREATE TRIGGER price_band_delete_marks AFTER DELETE ON price_band BEGIN
    INSERT INTO mark_product SELECT product_id FROM listing WHERE market_code = OLD.market_code;
    UPDATE catalogue_version SET version = version + 1;
END;
