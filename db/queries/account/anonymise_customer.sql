INSERT INTO anonymise_customer (id, digest, principal, session, request_id, sent_at, customer_id, credential_version)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
