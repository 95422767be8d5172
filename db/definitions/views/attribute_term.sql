-- Values of attributes by their codes.
CREATE VIEW attribute_term AS
SELECT
    attribute.id AS attribute_id, attribute.code AS attribute, attribute_value.id AS value_id, attribute_value.code AS code
FROM attribute JOIN attribute_value ON attribute_value.attribute_id = attribute.id;
