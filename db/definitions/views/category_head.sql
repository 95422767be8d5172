-- What stands above a category's products, per market and locale; `head` is what outpost_db::listing reads.
CREATE VIEW category_head AS
SELECT
    market.code AS market_code,
    category_text.locale_code AS locale_code,
    category.id AS category_id,
    category.slug AS slug,
    json_object(
        'id', category.id,
        'version', coalesce((
            SELECT scope_version.version FROM scope_version WHERE scope_version.scope = 'category:' || category.id
        ), 0),
        'slug', category.slug,
        'name', category_text.name,
        'description', category_text.description,
        'trail', json((
            WITH RECURSIVE above (category_id, depth) AS (
                SELECT category.parent_id, category.depth - 1 WHERE category.parent_id IS NOT NULL
                UNION ALL
                SELECT parent.parent_id, above.depth - 1
                FROM above CROSS JOIN category AS parent ON parent.id = above.category_id
                WHERE parent.parent_id IS NOT NULL
            )
            SELECT json_group_array(json_object('slug', step.slug, 'name', step.name))
            FROM (
                SELECT ancestor.slug, ancestor_text.name
                FROM above
                CROSS JOIN category AS ancestor ON ancestor.id = above.category_id
                CROSS JOIN category_text AS ancestor_text
                    ON ancestor_text.category_id = ancestor.id
                    AND ancestor_text.locale_code = category_text.locale_code
                ORDER BY above.depth
            ) AS step
        )),
        'children', json((
            SELECT json_group_array(json_object(
                'slug', child.slug, 'name', child.name, 'products', child.products, 'picture', json(child.picture)
            ))
            FROM (
                SELECT
                    below.slug, below_text.name, category_facet.products,
                    (
                        SELECT json_object(
                            'hash', media.hash, 'content_type', media.content_type,
                            'width', media.width, 'height', media.height
                        )
                        FROM media WHERE media.hash = below.media_hash
                    ) AS picture
                FROM category AS below
                CROSS JOIN category_facet
                    ON category_facet.category_id = below.id
                    AND category_facet.market_code = market.code
                    AND category_facet.facet_id = 6
                    AND category_facet.products > 0
                CROSS JOIN category_text AS below_text
                    ON below_text.category_id = below.id AND below_text.locale_code = category_text.locale_code
                WHERE below.parent_id = category.id
                ORDER BY below.position
            ) AS child
        ))
    ) AS head
FROM category
CROSS JOIN category_text ON category_text.category_id = category.id
CROSS JOIN market;
