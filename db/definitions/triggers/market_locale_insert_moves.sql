-- Every page leads to the other markets.
CREATE TRIGGER market_locale_insert_moves AFTER INSERT ON market_locale BEGIN
    UPDATE catalogue_version SET version = version + 1;
END;
