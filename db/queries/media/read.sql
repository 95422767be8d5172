SELECT content_type, bytes
FROM media
WHERE hash = ?1
