-- A version is never met again.
CREATE TRIGGER move_scope_runs INSTEAD OF INSERT ON move_scope BEGIN
    INSERT INTO scope_version (scope, version, moved_at, is_due) VALUES (NEW.scope, 1, 0, 0)
    ON CONFLICT (scope) DO UPDATE SET version = version + 1;
END;
