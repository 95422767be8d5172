INSERT INTO resend_mail (id, digest, principal, session, request_id, sent_at, outbox_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
