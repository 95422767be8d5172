-- What a provider, or staff, says about a payment. It is always kept, whatever became of the order, and what it changes is
-- decided once and written down with it as `payment_event.outcome`:
--
-- passed_over: the payment is as far already, or farther. currency_differs: money in another currency, for staff to see to.
-- moved: the payment goes on; no money. paid: it pays its order. reallocated: it pays an order that had expired, whose pieces
-- are all there and are held again. The others take the money down and ask for it to be sent back: amount_differs (not what
-- the payment is for), paid_twice (another payment was first), order_cancelled, stock_gone (expired, its pieces sold).
CREATE VIEW record_payment AS
SELECT
    *, NULL AS payment_id, NULL AS provider_code, NULL AS reference, NULL AS state, NULL AS amount_minor,
    NULL AS currency_code, NULL AS reason
FROM command;

CREATE TRIGGER record_payment_runs INSTEAD OF INSERT ON record_payment
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'record_payment', 'payment:record', 'order:' || coalesce((
            SELECT orders.number FROM payment CROSS JOIN orders ON orders.id = payment.order_id
            WHERE payment.id = NEW.payment_id
        ), ''),
        json_object(
            'payment', NEW.payment_id, 'state', NEW.state, 'amount_minor', NEW.amount_minor, 'currency', NEW.currency_code
        )
    );

    SELECT json_extract('{}', CASE
        WHEN payment.id IS NULL THEN 'refused:unknown_payment {}'
        WHEN payment.provider_code IS NOT NEW.provider_code
            OR payment.provider_reference <> NEW.reference
            OR NEW.principal GLOB 'provider:*' AND NEW.principal <> 'provider:' || NEW.provider_code
            OR NEW.state = 'captured' AND (NEW.amount_minor > 0) IS NOT TRUE
            THEN 'refused:payment_differs {}'
    END)
    FROM clock LEFT JOIN payment ON payment.id = NEW.payment_id;

    INSERT INTO payment_event (id, payment_id, state, amount_minor, currency_code, reason, outcome, received_at)
    SELECT
        NEW.id, payment.id, NEW.state, NEW.amount_minor, NEW.currency_code, NEW.reason,
        CASE
            WHEN reported.rank <= standing.rank THEN 'passed_over'
            WHEN NEW.currency_code <> payment.currency_code THEN 'currency_differs'
            WHEN NEW.state <> 'captured' THEN 'moved'
            WHEN NEW.amount_minor <> payment.amount_minor THEN 'amount_differs'
            WHEN orders.paid_at IS NOT NULL THEN 'paid_twice'
            WHEN orders.cancelled_at IS NOT NULL THEN 'order_cancelled'
            WHEN orders.expired_at IS NULL THEN 'paid'
            WHEN EXISTS (
                SELECT 1 FROM order_line WHERE order_line.order_id = orders.id GROUP BY order_line.variant_id
                HAVING sum(order_line.quantity) > (
                    SELECT coalesce(sum(stock_level.available), 0)
                    FROM market_location
                    CROSS JOIN stock_level
                        ON stock_level.variant_id = order_line.variant_id
                        AND stock_level.location_id = market_location.location_id
                    WHERE market_location.market_code = orders.market_code
                )
            ) THEN 'stock_gone'
            ELSE 'reallocated'
        END,
        clock.now
    FROM clock
    CROSS JOIN payment ON payment.id = NEW.payment_id
    CROSS JOIN orders ON orders.id = payment.order_id
    CROSS JOIN payment_state AS standing ON standing.code = payment.state
    CROSS JOIN payment_state AS reported ON reported.code = NEW.state;

    UPDATE payment SET
        provider_reference = coalesce(payment.provider_reference, NEW.reference),
        state = iif(payment_event.outcome IN ('passed_over', 'currency_differs'), payment.state, NEW.state),
        captured_minor = iif(
            NEW.state = 'captured' AND payment_event.outcome NOT IN ('passed_over', 'currency_differs'),
            NEW.amount_minor, payment.captured_minor
        )
    FROM payment_event
    WHERE payment.id = NEW.payment_id AND payment_event.id = NEW.id;

    INSERT INTO allocate_stock (order_id)
    SELECT payment.order_id FROM payment_event CROSS JOIN payment ON payment.id = payment_event.payment_id
    WHERE payment_event.id = NEW.id AND payment_event.outcome = 'reallocated';

    UPDATE orders SET paid_at = (SELECT now FROM clock), hold_ends_at = NULL, expired_at = NULL
    WHERE orders.id = (
        SELECT payment.order_id FROM payment_event CROSS JOIN payment ON payment.id = payment_event.payment_id
        WHERE payment_event.id = NEW.id AND payment_event.outcome IN ('paid', 'reallocated')
    );

    INSERT INTO refund (id, payment_id, order_id, amount_minor, cause, state, requested_at)
    SELECT
        NEW.id, payment.id, payment.order_id, payment.captured_minor, payment_event.outcome, 'requested',
        payment_event.received_at
    FROM payment_event CROSS JOIN payment ON payment.id = payment_event.payment_id
    WHERE payment_event.id = NEW.id
        AND payment_event.outcome IN ('amount_differs', 'paid_twice', 'order_cancelled', 'stock_gone');

    INSERT INTO add_order_event
    SELECT
        payment.order_id,
        CASE
            WHEN payment_event.outcome IN ('paid', 'reallocated') THEN 'paid'
            WHEN payment_event.outcome = 'moved' THEN 'payment_declined'
            ELSE 'refund_requested'
        END,
        NEW.principal, '{}'
    FROM payment_event CROSS JOIN payment ON payment.id = payment_event.payment_id
    WHERE payment_event.id = NEW.id
        AND payment_event.outcome NOT IN ('passed_over', 'currency_differs')
        AND (payment_event.outcome <> 'moved' OR NEW.state = 'failed');

    INSERT INTO add_to_outbox
    SELECT
        NEW.id, iif(payment_event.outcome IN ('paid', 'reallocated'), 'order.paid', 'payment.' || payment_event.outcome),
        json_object('order', payment.order_id, 'payment', payment.id)
    FROM payment_event CROSS JOIN payment ON payment.id = payment_event.payment_id
    WHERE payment_event.id = NEW.id AND payment_event.outcome NOT IN ('passed_over', 'moved');
END;
