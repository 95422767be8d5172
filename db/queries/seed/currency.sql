INSERT INTO currency (code, exponent) VALUES (?1, ?2);
