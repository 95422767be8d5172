-- The ways between states of an order; outpost_domain::order::OrderState has the same.
CREATE TRIGGER orders_state BEFORE UPDATE OF state ON orders
WHEN NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'pending_payment>paid', 'pending_payment>cancelled', 'pending_payment>expired',
    'awaiting_transfer>paid', 'awaiting_transfer>cancelled', 'awaiting_transfer>expired',
    'paid>shipped', 'paid>cancelled', 'shipped>delivered'
) BEGIN
    SELECT RAISE(ABORT, 'refused:order_state {}');
END;
