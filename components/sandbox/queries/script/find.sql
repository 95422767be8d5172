SELECT webhook_delay_ms, webhook_copies, webhooks_reversed, charge
FROM script
WHERE target IN (SELECT wanted.value FROM json_each(?1) AS wanted)
ORDER BY target = 'next'
LIMIT 1
