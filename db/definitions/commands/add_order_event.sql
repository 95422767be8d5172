-- A step of commands: what happened to an order, after what happened before.
CREATE VIEW add_order_event AS
SELECT NULL AS order_id, NULL AS kind, NULL AS principal, NULL AS detail WHERE FALSE;

CREATE TRIGGER add_order_event_runs INSTEAD OF INSERT ON add_order_event BEGIN
    INSERT INTO order_event (order_id, sequence, kind, happened_at, principal, detail)
    SELECT
        NEW.order_id, 1 + coalesce((SELECT max(sequence) FROM order_event WHERE order_id = NEW.order_id), 0), NEW.kind,
        now, NEW.principal, NEW.detail
    FROM clock;
END;
