-- ?1 how many at most.
SELECT refund.id, payment.provider_code, payment.provider_reference, refund.amount_minor, payment.currency_code
FROM refund
CROSS JOIN payment ON payment.id = refund.payment_id
WHERE refund.state = 'requested' AND payment.provider_code <> 'manual'
ORDER BY refund.requested_at, refund.id
LIMIT ?1
