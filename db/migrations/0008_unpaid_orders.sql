-- Unpaid orders by mail address, whatever its case: place_order bounds their number. No statement looks for paid ones.

DROP INDEX orders_by_email;
CREATE INDEX orders_unpaid_by_email ON orders (email COLLATE NOCASE, expires_at) WHERE expires_at IS NOT NULL;
