-- Transfers, the newest first. ?1 and ?2 time and number of the transfer before which to go on. One row more than a page has.
SELECT
    transfer.number AS number, origin.code AS from_code, destination.code AS to_code, transfer.sent_at AS sent_at,
    transfer.received_at AS received_at,
    (SELECT sum(quantity) FROM transfer_line WHERE transfer_id = transfer.id) AS quantity,
    (SELECT sum(received) FROM transfer_line WHERE transfer_id = transfer.id) AS received
FROM transfer
CROSS JOIN location AS origin ON origin.id = transfer.from_location_id
CROSS JOIN location AS destination ON destination.id = transfer.to_location_id
WHERE (transfer.sent_at, transfer.number) < (?1, ?2)
ORDER BY transfer.sent_at DESC, transfer.number DESC
LIMIT 51;
