-- By the clock of the database that is asked.
SELECT EXISTS (SELECT 1 FROM expired_hold) AS has_expired_holds
