-- An attempt to pay an order, stored before its provider is asked. Its id is the payment's id.
--
-- The amount must be the order's total and the way to pay one that the order's market offers. Staff may record money that
-- came for an order that is over; nobody else may begin to pay for one.
CREATE VIEW create_payment AS
SELECT *, NULL AS order_id, NULL AS method_code, NULL AS amount_minor, NULL AS currency_code
FROM command;

CREATE TRIGGER create_payment_runs INSTEAD OF INSERT ON create_payment
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'create_payment', 'payment:create',
        'order:' || coalesce((SELECT number FROM orders WHERE id = NEW.order_id), ''),
        json_object('method', NEW.method_code, 'amount_minor', NEW.amount_minor)
    );

    SELECT json_extract('{}', CASE
        WHEN orders.id IS NULL THEN 'refused:unknown_order {}'
        WHEN NEW.principal NOT GLOB 'staff:*' AND coalesce(orders.paid_at, orders.cancelled_at, orders.expired_at) IS NOT NULL
            THEN 'refused:order_over {}'
        WHEN NEW.principal NOT GLOB 'staff:*' AND orders.hold_ends_at <= clock.now THEN 'refused:hold_expired {}'
        WHEN NEW.amount_minor IS NOT orders.total_minor OR NEW.currency_code IS NOT orders.currency_code
            THEN 'refused:amount_differs ' || json_object('total_minor', orders.total_minor)
        WHEN NOT EXISTS (
            SELECT 1 FROM market_payment_method
            WHERE market_code = orders.market_code AND method_code = NEW.method_code AND enabled
        ) THEN 'refused:method_off {}'
    END)
    FROM clock LEFT JOIN orders ON orders.id = NEW.order_id;

    INSERT INTO payment (id, order_id, provider_code, method_code, amount_minor, currency_code, state, created_at)
    SELECT
        NEW.id, NEW.order_id, payment_method.provider_code, payment_method.code, NEW.amount_minor, NEW.currency_code,
        'created', clock.now
    FROM clock CROSS JOIN payment_method ON payment_method.code = NEW.method_code;
END;
