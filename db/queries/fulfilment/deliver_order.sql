INSERT INTO deliver_order (id, digest, principal, session, request_id, sent_at, fulfilment_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
