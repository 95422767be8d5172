-- Allocations are history.
CREATE TRIGGER stock_allocation_delete BEFORE DELETE ON stock_allocation BEGIN
    SELECT RAISE(ABORT, 'allocations are history: release them instead');
END;
