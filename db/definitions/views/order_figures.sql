-- What the status of an order depends on; `figures` is what outpost_domain::order::OrderFigures reads.
CREATE VIEW order_figures AS
SELECT
    orders.id AS order_id,
    json_object(
        'hold_ends_at', orders.hold_ends_at,
        'paid_at', orders.paid_at,
        'cancelled_at', orders.cancelled_at,
        'expired_at', orders.expired_at,
        'total_minor', orders.total_minor,
        'captured_minor', (
            SELECT coalesce(sum(payment.captured_minor), 0) FROM payment WHERE payment.order_id = orders.id
        ),
        'refunded_minor', (
            SELECT coalesce(sum(payment.refunded_minor), 0) FROM payment WHERE payment.order_id = orders.id
        ),
        'ordered', (SELECT coalesce(sum(order_line.quantity), 0) FROM order_line WHERE order_line.order_id = orders.id),
        'shipped', (
            SELECT coalesce(sum(fulfilment_line.quantity), 0)
            FROM fulfilment CROSS JOIN fulfilment_line ON fulfilment_line.fulfilment_id = fulfilment.id
            WHERE fulfilment.order_id = orders.id AND fulfilment.shipped_at IS NOT NULL
        ),
        'delivered', (
            SELECT coalesce(sum(fulfilment_line.quantity), 0)
            FROM fulfilment CROSS JOIN fulfilment_line ON fulfilment_line.fulfilment_id = fulfilment.id
            WHERE fulfilment.order_id = orders.id AND fulfilment.delivered_at IS NOT NULL
        ),
        'returned', (
            SELECT coalesce(sum(order_return_line.quantity), 0)
            FROM order_return CROSS JOIN order_return_line ON order_return_line.return_id = order_return.id
            WHERE order_return.order_id = orders.id AND order_return.received_at IS NOT NULL
        )
    ) AS figures
FROM orders;
