-- Facets follow the price bands of a market.
CREATE TRIGGER price_band_update_marks AFTER UPDATE ON price_band BEGIN
    INSERT INTO mark_product SELECT product_id FROM listing WHERE market_code = NEW.market_code;
    UPDATE catalogue_version SET version = version + 1;
END;
