-- Every market in its order with its languages, its own first, as a list in JSON.
CREATE VIEW market_list AS
SELECT json_group_array(json_object(
    'code', code, 'country', country_code, 'currency', currency_code, 'zone', time_zone, 'locales', json(locales)
)) AS markets
FROM (
    SELECT market.*, (
        SELECT json_group_array(locale_code)
        FROM (SELECT locale_code FROM market_locale WHERE market_code = market.code ORDER BY position)
    ) AS locales
    FROM market ORDER BY position
);
