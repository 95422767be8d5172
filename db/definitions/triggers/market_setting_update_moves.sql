-- Pages of the market show its settings.
CREATE TRIGGER market_setting_update_moves AFTER UPDATE ON market_setting BEGIN
    INSERT INTO move_scope (scope) VALUES ('shell:' || NEW.market_code);
END;
