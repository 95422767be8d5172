-- An invitation that can be accepted. ?1 hash of the text in the link, ?2 now.
SELECT staff.id AS staff_id, staff.email AS email, staff.name AS name
FROM staff_invitation
CROSS JOIN staff ON staff.id = staff_invitation.staff_id
WHERE staff_invitation.token_hash = ?1 AND staff_invitation.used_at IS NULL AND staff_invitation.expires_at > ?2;
