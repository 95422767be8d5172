SELECT EXISTS (SELECT 1 FROM market) AS is_seeded
