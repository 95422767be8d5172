INSERT INTO send_transfer (id, digest, principal, session, request_id, sent_at, number, from_code, to_code, lines, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
