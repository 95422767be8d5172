-- Every page leads to the other markets.
CREATE TRIGGER market_update_moves AFTER UPDATE ON market BEGIN
    UPDATE catalogue_version SET version = version + 1;
END;
