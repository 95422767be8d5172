-- Orders as staff see them. ?1 queue: all, to_pay, to_pick (the oldest first), on_its_way; ?2 the beginning of a number or
-- NULL, ?3 the digest of a mail address or NULL, ?4 the id after which to go on, down or, of to_pick, up. With ?2 or ?3 the
-- queue is left out. One row more than a page has.
WITH page (id) AS MATERIALIZED (
    SELECT * FROM (
        SELECT id FROM orders
        WHERE ?1 = 'all' AND coalesce(?2, ?3) IS NULL AND id < ?4
        ORDER BY id DESC LIMIT 51
    )
    UNION ALL
    SELECT * FROM (
        SELECT id FROM orders
        WHERE ?1 = 'to_pay' AND coalesce(?2, ?3) IS NULL AND hold_ends_at IS NOT NULL AND id < ?4
        ORDER BY id DESC LIMIT 51
    )
    UNION ALL
    SELECT * FROM (
        SELECT DISTINCT held.order_id
        FROM stock_allocation AS held
        CROSS JOIN orders ON orders.id = held.order_id AND orders.hold_ends_at IS NULL
        WHERE ?1 = 'to_pick' AND coalesce(?2, ?3) IS NULL AND held.state = 'held' AND held.order_id > ?4
        ORDER BY held.order_id LIMIT 51
    )
    UNION ALL
    SELECT * FROM (
        SELECT DISTINCT order_id FROM fulfilment
        WHERE ?1 = 'on_its_way' AND coalesce(?2, ?3) IS NULL AND state = 'shipped' AND order_id < ?4
        ORDER BY order_id DESC LIMIT 51
    )
    UNION ALL
    SELECT * FROM (
        SELECT id FROM orders WHERE number >= ?2 AND number < ?2 || char(1114111) ORDER BY number LIMIT 51
    )
    UNION ALL
    SELECT * FROM (SELECT id FROM orders WHERE email_digest = ?3 AND id < ?4 ORDER BY id DESC LIMIT 51)
)
SELECT
    orders.id AS id, orders.number AS number, orders.market_code AS market_code,
    orders.currency_code AS currency_code, orders.total_minor AS total_minor, orders.email AS email,
    orders.placed_at AS placed_at,
    (SELECT order_figures.figures FROM order_figures WHERE order_figures.order_id = orders.id) AS figures
FROM page CROSS JOIN orders ON orders.id = page.id;
