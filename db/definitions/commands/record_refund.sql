-- What became of a refund. One that was sent back stays so; one that failed may still turn out to be sent back.
CREATE VIEW record_refund AS SELECT *, NULL AS refund_id, NULL AS state, NULL AS reason FROM command;

CREATE TRIGGER record_refund_runs INSTEAD OF INSERT ON record_refund
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'record_refund', 'payment:record', 'order:' || coalesce((
            SELECT orders.number FROM refund CROSS JOIN orders ON orders.id = refund.order_id WHERE refund.id = NEW.refund_id
        ), ''),
        json_object('refund', NEW.refund_id, 'state', NEW.state)
    );

    SELECT json_extract('{}', CASE
        WHEN refund.id IS NULL THEN 'refused:unknown_refund {}'
        WHEN refund.state = 'refunded' THEN 'refused:refund_over {}'
    END)
    FROM clock LEFT JOIN refund ON refund.id = NEW.refund_id;

    UPDATE payment SET refunded_minor = payment.refunded_minor + refund.amount_minor
    FROM refund
    WHERE refund.id = NEW.refund_id AND payment.id = refund.payment_id AND NEW.state = 'refunded';

    UPDATE refund SET state = NEW.state, reason = NEW.reason, ended_at = (SELECT now FROM clock) WHERE id = NEW.refund_id;

    INSERT INTO add_order_event
    SELECT order_id, 'refunded', NEW.principal, '{}' FROM refund WHERE id = NEW.refund_id AND NEW.state = 'refunded';

    INSERT INTO add_to_outbox
    SELECT NEW.id, 'refund.' || NEW.state, json_object('order', refund.order_id, 'refund', refund.id)
    FROM refund WHERE refund.id = NEW.refund_id;
END;
