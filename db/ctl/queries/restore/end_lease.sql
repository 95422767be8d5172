-- The projector of the database that was copied is not at work on the copy.
UPDATE projection_lease SET ends_at = 0
