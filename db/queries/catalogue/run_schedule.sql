INSERT INTO run_catalogue_schedule (id, digest, principal, session, request_id, sent_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6);
