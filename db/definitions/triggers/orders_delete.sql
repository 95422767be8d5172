-- Orders are records.
CREATE TRIGGER orders_delete BEFORE DELETE ON orders BEGIN
    SELECT RAISE(ABORT, 'orders are records: cancel them instead');
END;
