-- A clock for tests: a table in the place of the view.
DROP VIEW clock;
CREATE TABLE clock (now INTEGER NOT NULL) STRICT;
INSERT INTO clock VALUES (0)
