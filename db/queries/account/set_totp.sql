INSERT INTO set_totp (id, digest, principal, session, request_id, sent_at, credential_version, secret, step, code_hashes)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
