-- Who may project the catalogue: the job of every region, and whoever restores a copy.
INSERT INTO principal_permission (kind, permission) VALUES ('job', 'catalogue:project');
