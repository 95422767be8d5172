-- Columns that hold values, not those that are computed. ?1 the table.
SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid
