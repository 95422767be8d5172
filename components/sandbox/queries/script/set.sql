INSERT INTO script (
    target, webhook_delay_ms, webhook_copies, webhooks_reversed, charge, silent_calls, silence
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (target) DO UPDATE SET
    webhook_delay_ms = excluded.webhook_delay_ms,
    webhook_copies = excluded.webhook_copies,
    webhooks_reversed = excluded.webhooks_reversed,
    charge = excluded.charge,
    silent_calls = excluded.silent_calls,
    silence = excluded.silence
