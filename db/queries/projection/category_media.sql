-- The picture of every category's tile.
UPDATE category SET media_hash = category_picture.media_hash
FROM category_picture
WHERE category_picture.category_id = category.id;
