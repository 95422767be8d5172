-- What many products have in common: categories, brands and attribute values with their names, and price bands. One row.
SELECT
    (
        SELECT json_group_array(json_object(
            'id', category.id,
            'parent_id', category.parent_id,
            'names', json((
                SELECT json_group_object(category_text.locale_code, category_text.name)
                FROM category_text
                WHERE category_text.category_id = category.id
            ))
        ))
        FROM category
    ) AS categories,
    (SELECT json_group_array(json_object('id', brand.id, 'name', brand.name)) FROM brand) AS brands,
    (
        SELECT json_group_array(json_object(
            'id', attribute_value.id,
            'attribute_id', attribute.id,
            'attribute_position', attribute.position,
            'position', attribute_value.position,
            'names', json((
                SELECT json_group_object(attribute_value_text.locale_code, attribute_value_text.name)
                FROM attribute_value_text
                WHERE attribute_value_text.value_id = attribute_value.id
            ))
        ))
        FROM attribute_value CROSS JOIN attribute ON attribute.id = attribute_value.attribute_id
    ) AS attribute_values,
    (
        SELECT json_group_array(json_object(
            'market_code', price_band.market_code, 'band', price_band.band, 'from_minor', price_band.from_minor
        ))
        FROM price_band
    ) AS price_bands
