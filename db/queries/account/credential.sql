-- ?1 hash of a session's id. The same as login.sql for whoever is logged in; no row where the session is over.
SELECT
    customer.id AS customer_id, customer.email, credential.password_hash, credential.version,
    customer_totp.secret AS totp_secret, customer_totp.step AS totp_step,
    coalesce(iif(login_failure.failed_at > clock.now - 86400, login_failure.failures, 0), 0) AS failures,
    coalesce(max(0, login_failure.blocked_until - clock.now), 0) AS blocked_seconds
FROM clock
CROSS JOIN session ON session.id_hash = ?1 AND session.ended_at IS NULL AND session.expires_at > clock.now
CROSS JOIN customer ON customer.id = substr(session.principal, 10)
CROSS JOIN credential ON credential.customer_id = customer.id
LEFT JOIN customer_totp ON customer_totp.customer_id = customer.id
LEFT JOIN login_failure ON login_failure.email_digest = customer.email_digest
WHERE session.principal GLOB 'customer:*'
