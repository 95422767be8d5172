-- What the mails of some rows need. ?1 JSON list of the rows' ids. A person who was forgotten has no address any more.
SELECT
    outbox.id, outbox.command_id, outbox.topic, outbox.created_at, outbox.sent_at, outbox.gave_up_at, outbox.error,
    outbox.attempts, outbox.resends,
    coalesce(account_token.email, customer.email, nullif(orders.email, '')) AS email, coalesce(customer.name, '') AS name,
    coalesce(customer.locale_code, orders.locale_code) || '-' || coalesce(customer.market_code, orders.market_code) AS market_locale,
    account_token.id AS token_id, session.user_agent, orders.number AS order_number,
    coalesce(fulfilment.carrier, '') AS carrier, coalesce(fulfilment.tracking, '') AS tracking,
    coalesce(payment.amount_minor, refund.amount_minor) AS amount_minor
FROM json_each(?1) AS wanted
CROSS JOIN outbox ON outbox.id = wanted.value
LEFT JOIN customer ON customer.id = (outbox.payload ->> 'customer')
LEFT JOIN account_token ON account_token.id = (outbox.payload ->> 'token')
LEFT JOIN session ON session.id_hash = (outbox.payload ->> 'session')
LEFT JOIN orders ON orders.id = (outbox.payload ->> 'order')
LEFT JOIN fulfilment ON fulfilment.id = (outbox.payload ->> 'fulfilment')
LEFT JOIN payment ON payment.id = (outbox.payload ->> 'payment')
LEFT JOIN refund ON refund.id = (outbox.payload ->> 'refund')
ORDER BY outbox.id DESC
