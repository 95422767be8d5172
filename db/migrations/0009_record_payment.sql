-- Command record_payment: what a gateway said about an order. The first success pays it, once; a decline changes
-- nothing but the timeline, so the shopper can try again.

CREATE VIEW record_payment AS
SELECT
    NULL AS id, NULL AS order_id, NULL AS gateway, NULL AS state, NULL AS reference, NULL AS made_at, NULL AS actor
WHERE FALSE;

CREATE TRIGGER record_payment_runs INSTEAD OF INSERT ON record_payment
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id) BEGIN
    SELECT json_extract('{}', 'refused:unknown_order {}')
    WHERE NOT EXISTS (SELECT 1 FROM orders WHERE id = NEW.order_id);

    SELECT json_extract('{}', 'refused:order_state ' || json_object('state', state))
    FROM orders
    WHERE id = NEW.order_id AND state NOT IN ('pending_payment', 'awaiting_transfer');

    SELECT json_extract('{}', 'refused:hold_expired {}')
    FROM orders
    WHERE id = NEW.order_id AND expires_at <= NEW.made_at;

    INSERT INTO payment (id, order_id, gateway, state, amount_minor, reference, made_at)
    SELECT NEW.id, id, NEW.gateway, NEW.state, total_minor, NEW.reference, NEW.made_at
    FROM orders WHERE id = NEW.order_id;

    INSERT INTO order_event (order_id, sequence, kind, happened_at)
    SELECT order_id, max(sequence) + 1, iif(NEW.state = 'succeeded', 'paid', 'payment_declined'), NEW.made_at
    FROM order_event WHERE order_id = NEW.order_id GROUP BY order_id;

    INSERT INTO audit (happened_at, actor, command, command_id, subject, before, after)
    SELECT
        NEW.made_at, NEW.actor, 'record_payment', NEW.id, 'order:' || number,
        json_object('state', state), json_object('payment', NEW.state, 'reference', NEW.reference)
    FROM orders WHERE id = NEW.order_id;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    VALUES (
        NEW.id, iif(NEW.state = 'succeeded', 'order.paid', 'order.payment_declined'),
        json_object('order', NEW.order_id), NEW.made_at
    );

    UPDATE orders SET state = 'paid', expires_at = NULL WHERE id = NEW.order_id AND NEW.state = 'succeeded';

    INSERT INTO command_log (id, command, done_at) VALUES (NEW.id, 'record_payment', NEW.made_at);
END;
