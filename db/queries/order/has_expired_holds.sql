-- ?1 now in seconds since 1970.
SELECT EXISTS (SELECT 1 FROM orders WHERE expires_at IS NOT NULL AND expires_at <= ?1)
