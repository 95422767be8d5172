-- Planned prices whose time has come become the prices of their variants, and products are sold where they were withheld until
-- now. At most 200 of each, the earliest first.
CREATE VIEW run_catalogue_schedule AS SELECT * FROM command;

CREATE TRIGGER run_catalogue_schedule_runs INSTEAD OF INSERT ON run_catalogue_schedule
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'run_catalogue_schedule', 'catalogue:schedule', 'catalogue:schedule', '{}'
    );

    INSERT INTO price (variant_id, market_code, amount_minor, compare_at_minor)
    SELECT variant_id, market_code, amount_minor, compare_at_minor
    FROM due_price AS given
    WHERE TRUE
    ORDER BY starts_at
    ON CONFLICT (variant_id, market_code) DO UPDATE SET
        amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor;
    UPDATE product SET version = version + 1 WHERE id IN (
        SELECT product_id FROM due_sale AS given
        UNION
        SELECT variant.product_id FROM due_price AS given CROSS JOIN variant ON variant.id = given.variant_id
    );
    DELETE FROM product_withheld WHERE (product_id, market_code) IN (SELECT product_id, market_code FROM due_sale AS given);
    DELETE FROM planned_price WHERE (variant_id, market_code, starts_at) IN (
        SELECT variant_id, market_code, starts_at FROM due_price AS given
    );
END;
