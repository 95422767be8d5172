-- The same order sent again changes nothing; another one under its id is refused: whoever sent it must learn that what
-- they changed is not in the order. Names and prices of lines are the order's own, so lines are told apart by their
-- pieces and the order by its total.
CREATE TRIGGER place_order_differs INSTEAD OF INSERT ON place_order
WHEN EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id) BEGIN
    SELECT json_extract('{}', 'refused:placed_otherwise {}')
    WHERE NOT EXISTS (
        SELECT 1
        FROM orders
        WHERE id = NEW.id
            AND market_code = NEW.market_code
            AND email = NEW.email
            AND phone IS NEW.phone
            AND payment_gateway = NEW.gateway
            AND shipping_method_code = NEW.method_code
            AND total_minor = NEW.expected_total_minor
    )
    OR EXISTS (
        SELECT 1
        FROM (
            SELECT 'shipping' AS kind, NEW.shipping AS value
            UNION ALL
            SELECT 'billing', coalesce(NEW.billing, NEW.shipping)
        ) AS address
        LEFT JOIN order_address AS stored ON stored.order_id = NEW.id AND stored.kind = address.kind
        WHERE (stored.name, stored.line1, stored.line2, stored.city, stored.region, stored.postal_code, stored.country_code)
            IS NOT (
                address.value ->> 'name', address.value ->> 'line1', address.value ->> 'line2',
                address.value ->> 'city', address.value ->> 'region', address.value ->> 'postal_code',
                address.value ->> 'country'
            )
    )
    OR json_array_length(NEW.lines) <> (SELECT count(*) FROM order_line WHERE order_id = NEW.id)
    OR EXISTS (
        SELECT 1
        FROM json_each(NEW.lines) AS wanted
        LEFT JOIN order_line ON order_line.order_id = NEW.id AND order_line.sku = (wanted.value ->> 'sku')
        WHERE order_line.quantity IS NOT (wanted.value ->> 'quantity')
    );
END;
