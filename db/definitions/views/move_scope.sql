-- A scope whose pages changed is inserted here.
CREATE VIEW move_scope AS SELECT NULL AS scope WHERE FALSE;
