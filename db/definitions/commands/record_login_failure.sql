-- A wrong password, for whatever address: it need not have an account. Failures count until nothing was tried for a day.
-- 
-- delay_seconds: how long the next try has to wait, as outpost_domain::account computes it from the failures so far.
CREATE VIEW record_login_failure AS SELECT *, NULL AS email_digest, NULL AS delay_seconds FROM command;

CREATE TRIGGER record_login_failure_runs INSTEAD OF INSERT ON record_login_failure
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'record_login_failure', 'account:log_in', 'login:', '{}'
    );

    DELETE FROM login_failure WHERE email_digest IN (
        SELECT old.email_digest
        FROM clock CROSS JOIN login_failure AS old ON old.failed_at <= clock.now - 86400
        ORDER BY old.failed_at
        LIMIT 20
    ) OR (email_digest = NEW.email_digest AND failed_at <= (SELECT now FROM clock) - 86400);

    INSERT INTO login_failure (email_digest, failures, failed_at, blocked_until)
    SELECT NEW.email_digest, 1, now, now + NEW.delay_seconds FROM clock WHERE TRUE
    ON CONFLICT (email_digest) DO UPDATE SET
        failures = failures + 1,
        failed_at = excluded.failed_at,
        blocked_until = max(blocked_until, excluded.blocked_until);
END;
