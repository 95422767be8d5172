-- What a gateway said about an order. The first success pays it, once; a decline changes nothing but the timeline, so the
-- shopper can try again.
CREATE VIEW record_payment AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS order_id, NULL AS gateway, NULL AS state, NULL AS reference
WHERE FALSE;

CREATE TRIGGER record_payment_runs INSTEAD OF INSERT ON record_payment
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'record_payment', NEW.digest, NEW.principal, NEW.session, 'order:pay',
        'order:' || coalesce((SELECT number FROM orders WHERE id = NEW.order_id), ''), NEW.request_id, NEW.sent_at,
        json_object('gateway', NEW.gateway, 'payment', NEW.state, 'reference', NEW.reference);

    SELECT json_extract('{}', CASE
        WHEN orders.id IS NULL THEN 'refused:unknown_order {}'
        WHEN orders.hold_ends_at IS NULL THEN 'refused:order_status ' || json_object(
            'paid_at', orders.paid_at, 'cancelled_at', orders.cancelled_at, 'expired_at', orders.expired_at
        )
        WHEN orders.hold_ends_at <= clock.now THEN 'refused:hold_expired {}'
    END)
    FROM clock LEFT JOIN orders ON orders.id = NEW.order_id;

    INSERT INTO payment (id, order_id, gateway, state, amount_minor, reference, made_at)
    SELECT NEW.id, orders.id, NEW.gateway, NEW.state, orders.total_minor, NEW.reference, clock.now
    FROM clock CROSS JOIN orders ON orders.id = NEW.order_id;

    INSERT INTO order_event (order_id, sequence, kind, happened_at, principal)
    SELECT
        NEW.order_id, max(sequence) + 1, iif(NEW.state = 'succeeded', 'paid', 'payment_declined'), clock.now, NEW.principal
    FROM clock CROSS JOIN order_event ON order_event.order_id = NEW.order_id;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT
        NEW.id, iif(NEW.state = 'succeeded', 'order.paid', 'order.payment_declined'),
        json_object('order', NEW.order_id), now
    FROM clock;

    UPDATE orders SET hold_ends_at = NULL, paid_at = (SELECT now FROM clock)
    WHERE id = NEW.order_id AND NEW.state = 'succeeded';
END;
