-- The newest mails about accounts, with what their texts need. Those to people who were forgotten since are left out. For
-- development only: it walks through the outbox.
SELECT
    outbox.id, outbox.topic, outbox.created_at, customer.email, customer.name, customer.locale_code,
    customer.market_code, account_token.id AS token_id, account_token.email AS token_email, session.user_agent
FROM outbox
CROSS JOIN customer ON customer.id = (outbox.payload ->> 'customer') AND customer.email IS NOT NULL
LEFT JOIN account_token ON account_token.id = (outbox.payload ->> 'token')
LEFT JOIN session ON session.id_hash = (outbox.payload ->> 'session')
WHERE outbox.topic GLOB 'account.*'
ORDER BY outbox.id DESC
LIMIT 100
