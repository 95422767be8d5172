-- What forms of the inventory offer: locations, reasons that staff may give, suppliers. One row.
SELECT
    (SELECT json_group_array(json_object('code', code, 'name', name)) FROM (SELECT * FROM location ORDER BY id)) AS locations,
    (
        SELECT json_group_array(code)
        FROM (SELECT code FROM stock_movement_reason WHERE by_hand ORDER BY position)
    ) AS reasons,
    (SELECT json_group_array(name) FROM (SELECT name FROM supplier ORDER BY name LIMIT 200)) AS suppliers;
