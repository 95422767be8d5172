INSERT INTO release_expired_holds (id, now) VALUES (?1, ?2)
