UPDATE event SET due_at = ?2 WHERE number = ?1
