-- What a staff member may do.
CREATE VIEW staff_permission AS SELECT staff_id, permission FROM staff_permission_grant;
