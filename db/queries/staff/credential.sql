-- How a staff member proves who they are. ?1 mail address.
SELECT
    staff.id AS id, credential.key_hash AS key_hash, credential.totp_sealed AS totp_sealed,
    credential.totp_step AS totp_step, credential.blocked_until AS blocked_until
FROM staff
CROSS JOIN staff_credential AS credential ON credential.staff_id = staff.id
WHERE staff.email = ?1 AND staff.state = 'active';
