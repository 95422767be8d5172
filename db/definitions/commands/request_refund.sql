-- Money of a payment shall go back. Its id is the refund's id. What was refunded or is to be never exceeds what was captured.
--
-- lines: JSON [{"number": of the order's line, "quantity", "amount_minor"}]; what they sum to is at most the amount.
CREATE VIEW request_refund AS
SELECT *, NULL AS payment_id, NULL AS amount_minor, NULL AS cause, NULL AS lines
FROM command;

CREATE TRIGGER request_refund_runs INSTEAD OF INSERT ON request_refund
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'request_refund', 'payment:refund', 'order:' || coalesce((
            SELECT orders.number FROM payment CROSS JOIN orders ON orders.id = payment.order_id
            WHERE payment.id = NEW.payment_id
        ), ''),
        json_object('payment', NEW.payment_id, 'amount_minor', NEW.amount_minor, 'cause', NEW.cause)
    );

    SELECT json_extract('{}', CASE
        WHEN payment.id IS NULL THEN 'refused:unknown_payment {}'
        WHEN (NEW.amount_minor BETWEEN 1 AND payment.captured_minor - (
            SELECT coalesce(sum(refund.amount_minor), 0) FROM refund
            WHERE refund.payment_id = payment.id AND refund.state <> 'failed'
        )) IS NOT TRUE THEN 'refused:refund_too_large ' || json_object('refundable_minor', payment.captured_minor - (
            SELECT coalesce(sum(refund.amount_minor), 0) FROM refund
            WHERE refund.payment_id = payment.id AND refund.state <> 'failed'
        ))
        WHEN (SELECT sum(value ->> 'amount_minor') FROM json_each(NEW.lines)) > NEW.amount_minor
            OR EXISTS (
                SELECT 1 FROM json_each(NEW.lines)
                LEFT JOIN order_line ON order_line.order_id = payment.order_id AND order_line.number = (value ->> 'number')
                WHERE ((value ->> 'quantity') BETWEEN 1 AND order_line.quantity) IS NOT TRUE
            ) THEN 'refused:bad_lines {}'
    END)
    FROM clock LEFT JOIN payment ON payment.id = NEW.payment_id;

    INSERT INTO refund (id, payment_id, order_id, amount_minor, cause, state, requested_at)
    SELECT NEW.id, payment.id, payment.order_id, NEW.amount_minor, NEW.cause, 'requested', clock.now
    FROM clock CROSS JOIN payment ON payment.id = NEW.payment_id;

    INSERT INTO add_order_event
    SELECT order_id, 'refund_requested', NEW.principal, '{}' FROM payment WHERE id = NEW.payment_id;

    INSERT INTO refund_line (refund_id, line_number, quantity, amount_minor)
    SELECT NEW.id, value ->> 'number', value ->> 'quantity', value ->> 'amount_minor'
    FROM json_each(NEW.lines);
END;
