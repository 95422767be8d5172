INSERT INTO definitions (number, digest) VALUES (?1, ?2)
