-- Pieces are ordered from a supplier, who is new where the name is. What is sold ahead is promised for their date.
--
-- lines: JSON [{"sku": text, "quantity": pieces}], a SKU once only. expected_at: seconds since 1970.
CREATE VIEW create_purchase_order AS
SELECT *, NULL AS number, NULL AS supplier, NULL AS location_code, NULL AS expected_at, NULL AS lines
FROM command;

CREATE TRIGGER create_purchase_order_runs INSTEAD OF INSERT ON create_purchase_order
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'create_purchase_order', 'inventory:purchase', 'purchase_order:' || NEW.number,
        json_object(
            'location', NEW.location_code, 'expected_at', NEW.expected_at, 'lines', json_array_length(NEW.lines)
        )
    );

    SELECT json_extract('{}', CASE WHEN location.id IS NULL THEN 'refused:not_found {}' END)
    FROM clock LEFT JOIN location ON location.code = NEW.location_code;

    INSERT INTO check_skus VALUES (NEW.lines);

    INSERT INTO supplier (name)
    SELECT NEW.supplier WHERE NOT EXISTS (SELECT 1 FROM supplier WHERE name = NEW.supplier);

    INSERT INTO purchase_order (id, number, supplier_id, location_id, expected_at, created_at)
    SELECT NEW.id, NEW.number, supplier.id, location.id, NEW.expected_at, clock.now
    FROM clock
    CROSS JOIN supplier ON supplier.name = NEW.supplier
    CROSS JOIN location ON location.code = NEW.location_code;

    INSERT INTO purchase_order_line (purchase_order_id, variant_id, quantity, incoming)
    SELECT NEW.id, variant.id, value ->> 'quantity', value ->> 'quantity'
    FROM json_each(NEW.lines) CROSS JOIN variant ON variant.sku = (value ->> 'sku');

    UPDATE variant SET backorder_at = (SELECT expected_at FROM variant_arrival WHERE variant_id = variant.id)
    WHERE id IN (SELECT variant_id FROM purchase_order_line WHERE purchase_order_id = NEW.id);
END;
