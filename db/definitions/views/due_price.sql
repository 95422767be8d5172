-- Planned prices whose time has come, the 200 earliest.
CREATE VIEW due_price AS
SELECT * FROM planned_price WHERE starts_at <= (SELECT now FROM clock) ORDER BY starts_at LIMIT 200;
