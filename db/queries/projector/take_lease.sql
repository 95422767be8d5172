-- Takes the projector's lease for fifteen seconds where nobody holds it. ?1 the holder.
UPDATE projection_lease
SET holder = ?1, ends_at = (SELECT clock.now + 15 FROM clock)
WHERE ends_at <= (SELECT clock.now FROM clock)
