-- A step of commands: the lines of a document are 1 to 200, each of another variant that exists.
CREATE VIEW check_skus AS SELECT NULL AS lines WHERE FALSE;

CREATE TRIGGER check_skus_runs INSTEAD OF INSERT ON check_skus BEGIN
    SELECT json_extract('{}', CASE
        WHEN count(*) NOT BETWEEN 1 AND 200 OR count(DISTINCT value ->> 'sku') <> count(*) THEN 'refused:bad_lines {}'
        WHEN count(variant.id) < count(*)
            THEN 'refused:unknown_skus ' || json_group_array(value ->> 'sku') FILTER (WHERE variant.id IS NULL)
    END)
    FROM json_each(NEW.lines) LEFT JOIN variant ON variant.sku = (value ->> 'sku');
END;
