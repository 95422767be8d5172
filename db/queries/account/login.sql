-- ?1 digest of a mail address. What a login needs: who has the address, if anybody, and how often it failed. One row.
SELECT
    customer.id AS customer_id, credential.password_hash, credential.version, customer_totp.secret AS totp_secret,
    customer_totp.step AS totp_step,
    coalesce(iif(login_failure.failed_at > clock.now - 86400, login_failure.failures, 0), 0) AS failures,
    coalesce(max(0, login_failure.blocked_until - clock.now), 0) AS blocked_seconds
FROM clock
LEFT JOIN customer ON customer.email_digest = ?1 AND customer.email_verified_at IS NOT NULL
LEFT JOIN credential ON credential.customer_id = customer.id
LEFT JOIN customer_totp ON customer_totp.customer_id = customer.id
LEFT JOIN login_failure ON login_failure.email_digest = ?1
