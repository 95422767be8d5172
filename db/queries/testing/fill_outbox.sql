-- ?1 rows of the outbox that tell a customer ?2 of a new password.
INSERT INTO outbox (command_id, topic, payload, created_at)
WITH RECURSIVE row (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM row WHERE number < ?1)
SELECT 'fill-' || number, 'account.password_changed', json_object('customer', ?2), 0 FROM row
