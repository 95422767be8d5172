-- Pages of the market show its settings.
CREATE TRIGGER market_setting_insert_moves AFTER INSERT ON market_setting BEGIN
    INSERT INTO move_scope (scope) VALUES ('shell:' || NEW.market_code);
END;
