-- Every page leads to the other markets.
CREATE TRIGGER market_insert_moves AFTER INSERT ON market BEGIN
    UPDATE catalogue_version SET version = version + 1;
END;
