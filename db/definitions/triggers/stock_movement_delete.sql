-- The ledger of movements is append-only.
CREATE TRIGGER stock_movement_delete BEFORE DELETE ON stock_movement BEGIN
    SELECT RAISE(ABORT, 'the movement ledger is append-only: add a correcting movement');
END;
