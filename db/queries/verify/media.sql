-- Pictures in the order of their names, to compare name and bytes. ?1 the name after which to go on, ?2 how many.
SELECT hash, bytes FROM media WHERE hash > ?1 ORDER BY hash LIMIT ?2;
