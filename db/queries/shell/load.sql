-- ?1 market, ?2 locale, ?3 scopes as a list in JSON, ?4 the tag with which the markets are known: they come along
-- where it is another. One row.
SELECT
    market.tax_inclusive,
    market.country_code,
    (
        SELECT json_group_array(country_code)
        FROM (SELECT country_code FROM market_country WHERE market_code = ?1 ORDER BY position)
    ) AS countries,
    (
        SELECT json_group_array(method_code)
        FROM (
            SELECT method_code FROM market_payment_method WHERE market_code = ?1 AND enabled ORDER BY position, method_code
        )
    ) AS payment_methods,
    (
        SELECT json_group_array(json_object('slug', slug, 'name', name))
        FROM (
            SELECT category.slug, category_text.name
            FROM category
            CROSS JOIN category_text ON category_text.category_id = category.id AND category_text.locale_code = ?2
            WHERE category.parent_id IS NULL
            ORDER BY category.position
        )
    ) AS nav,
    (SELECT json_group_object(name, value) FROM market_setting WHERE market_code = ?1) AS settings,
    (SELECT CASE WHEN tag IS NOT ?4 THEN (SELECT markets FROM market_list) END FROM catalogue_version) AS markets,
    (SELECT catalogue_version.tag FROM catalogue_version) AS tag,
    (
        SELECT json_group_object(named.value, coalesce(scope_version.version, 0))
        FROM json_each(?3) AS named LEFT JOIN scope_version ON scope_version.scope = named.value
    ) AS scopes
FROM market
WHERE market.code = ?1
