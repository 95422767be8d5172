-- Stock-takes, the newest first. ?1 and ?2 time and id of the one before which to go on. One row more than a page has.
SELECT
    stock_take.id AS id, stock_take.name AS name, location.code AS location_code, stock_take.opened_at AS opened_at,
    stock_take.approved_at AS approved_at,
    (SELECT count(*) FROM stock_take_count WHERE stock_take_id = stock_take.id) AS counts,
    (SELECT count(*) FROM stock_take_count WHERE stock_take_id = stock_take.id AND counted <> expected) AS differences
FROM stock_take
CROSS JOIN location ON location.id = stock_take.location_id
WHERE (stock_take.opened_at, stock_take.id) < (?1, ?2)
ORDER BY stock_take.opened_at DESC, stock_take.id DESC
LIMIT 51;
