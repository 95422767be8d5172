-- A step of commands: takes the stock that an order's lines need from the locations of its market in their order, as much
-- from each as it has. Whether there is enough has been checked before. An order whose stock was released before is
-- allocated anew, as its next attempt.
CREATE VIEW allocate_stock AS SELECT NULL AS order_id WHERE FALSE;

CREATE TRIGGER allocate_stock_runs INSTEAD OF INSERT ON allocate_stock BEGIN
    INSERT INTO stock_allocation (order_id, variant_id, location_id, attempt, quantity, state)
    SELECT
        NEW.order_id, taken.variant_id, taken.location_id,
        1 + coalesce((SELECT max(attempt) FROM stock_allocation WHERE order_id = NEW.order_id), 0), taken.quantity, 'held'
    FROM (
        SELECT
            bought.variant_id, stock_level.location_id,
            min(
                stock_level.available,
                bought.quantity - coalesce(sum(stock_level.available) OVER (
                    PARTITION BY bought.variant_id ORDER BY market_location.priority, stock_level.location_id
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ), 0)
            ) AS quantity
        FROM (
            SELECT variant_id, sum(quantity) AS quantity FROM order_line WHERE order_id = NEW.order_id GROUP BY variant_id
        ) AS bought
        CROSS JOIN orders ON orders.id = NEW.order_id
        CROSS JOIN market_location ON market_location.market_code = orders.market_code
        CROSS JOIN stock_level
            ON stock_level.variant_id = bought.variant_id AND stock_level.location_id = market_location.location_id
    ) AS taken
    WHERE taken.quantity > 0;
END;
