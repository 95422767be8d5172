-- The next products whose projections are behind, for the holder of the lease alone. Those that share blocks stand together,
-- and deleted ones come first. ?1 the holder.
SELECT projection_pending.product_id, projection_pending.marked_version
FROM projection_lease
CROSS JOIN projection_pending
LEFT JOIN product ON product.id = projection_pending.product_id
WHERE projection_lease.holder = ?1
ORDER BY product.rank, projection_pending.product_id
LIMIT 250
