INSERT INTO receive_transfer (id, digest, principal, session, request_id, sent_at, transfer_id, lines)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
