-- What became of a refund. One that was sent back stays so; one that failed may still turn out to be sent back.
CREATE VIEW record_refund AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS refund_id, NULL AS state, NULL AS reason
WHERE FALSE;

CREATE TRIGGER record_refund_runs INSTEAD OF INSERT ON record_refund
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'record_refund', NEW.digest, NEW.principal, NEW.session, 'payment:record',
        'order:' || coalesce((
            SELECT orders.number FROM refund CROSS JOIN orders ON orders.id = refund.order_id WHERE refund.id = NEW.refund_id
        ), ''),
        NEW.request_id, NEW.sent_at, json_object('refund', NEW.refund_id, 'state', NEW.state);

    SELECT json_extract('{}', CASE
        WHEN refund.id IS NULL THEN 'refused:unknown_refund {}'
        WHEN refund.state = 'refunded' THEN 'refused:refund_over {}'
    END)
    FROM clock LEFT JOIN refund ON refund.id = NEW.refund_id;

    UPDATE payment SET refunded_minor = payment.refunded_minor + refund.amount_minor
    FROM refund
    WHERE refund.id = NEW.refund_id AND payment.id = refund.payment_id AND NEW.state = 'refunded';

    UPDATE refund SET state = NEW.state, reason = NEW.reason, ended_at = (SELECT now FROM clock) WHERE id = NEW.refund_id;

    INSERT INTO order_event (order_id, sequence, kind, happened_at, principal)
    SELECT
        refund.order_id, 1 + (SELECT max(sequence) FROM order_event WHERE order_event.order_id = refund.order_id),
        'refunded', clock.now, NEW.principal
    FROM clock CROSS JOIN refund ON refund.id = NEW.refund_id
    WHERE NEW.state = 'refunded';

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.id, 'refund.' || NEW.state, json_object('order', refund.order_id, 'refund', refund.id), clock.now
    FROM clock CROSS JOIN refund ON refund.id = NEW.refund_id;
END;
