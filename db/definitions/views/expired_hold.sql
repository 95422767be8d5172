-- Orders that nobody paid in time, the 200 oldest: what one command does about them must not grow with their number.
CREATE VIEW expired_hold AS
SELECT orders.id AS id, orders.number AS number
FROM clock
CROSS JOIN orders ON orders.hold_ends_at IS NOT NULL AND orders.hold_ends_at <= clock.now
ORDER BY orders.hold_ends_at, orders.id
LIMIT 200;
