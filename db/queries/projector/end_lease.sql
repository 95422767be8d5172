-- Gives the projector's lease back. ?1 the holder.
UPDATE projection_lease SET ends_at = 0 WHERE holder = ?1
