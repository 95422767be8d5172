-- Products become what the lists say, whole: what a list does not name of them is gone. A new product has no id; another is
-- refused where its version is not the one that was seen. A variant that is no longer listed keeps its SKU and its stock, and is
-- sold nowhere. Brands, and the attribute values in `terms`, are new where nobody has them yet.
--
-- The lists hold rows as JSON. Products are named by their slugs, variants by their SKUs. `stock` is what lies at a location
-- that never had any of a variant.
CREATE VIEW save_products AS
SELECT
    *, NULL AS subject, NULL AS products, NULL AS texts, NULL AS product_values, NULL AS options, NULL AS pictures,
    NULL AS withheld, NULL AS variants, NULL AS variant_values, NULL AS prices, NULL AS planned, NULL AS stock, NULL AS terms
FROM command;

CREATE TRIGGER save_products_runs INSTEAD OF INSERT ON save_products
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command SELECT
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'save_products', 'catalogue:write', NEW.subject, json_object('slugs', json_group_array(value ->> 'slug'))
    FROM json_each(NEW.products);

    SELECT json_extract('{}', CASE WHEN count(*) > 0 THEN 'refused:stale ' || json_group_array(value ->> 'slug') END)
    FROM json_each(NEW.products)
    LEFT JOIN product ON product.id = value ->> 'id'
    WHERE product.version IS NOT (value ->> 'version');

    SELECT json_extract('{}', CASE WHEN count(*) > 0 THEN 'refused:taken ' || json_group_array(given.name) END)
    FROM (
        SELECT product.slug AS name
        FROM json_each(NEW.products) CROSS JOIN product ON product.slug = value ->> 'slug'
        WHERE product.id IS NOT (value ->> 'id')
        UNION ALL
        SELECT variant.sku
        FROM json_each(NEW.variants) CROSS JOIN variant ON variant.sku = value ->> 'sku'
        WHERE variant.product_id IS NOT (value ->> 'product_id')
    ) AS given;

    INSERT INTO brand (slug, name)
    SELECT value ->> 'brand_slug', value ->> 'brand'
    FROM json_each(NEW.products)
    WHERE TRUE
    ON CONFLICT (slug) DO NOTHING;
    INSERT INTO attribute (code, position)
    SELECT value ->> 'attribute', (SELECT coalesce(max(position), 0) FROM attribute) + key + 1
    FROM json_each(NEW.terms)
    WHERE TRUE
    ON CONFLICT (code) DO NOTHING;
    INSERT OR IGNORE INTO attribute_text (attribute_id, locale_code, name)
    SELECT attribute.id, locale.code, value ->> 'attribute_name'
    FROM json_each(NEW.terms)
    CROSS JOIN attribute ON attribute.code = value ->> 'attribute'
    CROSS JOIN locale;
    INSERT INTO attribute_value (attribute_id, code, position)
    SELECT
        attribute.id, value ->> 'value',
        (SELECT coalesce(max(position), 0) FROM attribute_value WHERE attribute_id = attribute.id) + key + 1
    FROM json_each(NEW.terms) CROSS JOIN attribute ON attribute.code = value ->> 'attribute'
    WHERE TRUE
    ON CONFLICT (attribute_id, code) DO NOTHING;
    INSERT OR IGNORE INTO attribute_value_text (value_id, locale_code, name)
    SELECT term.value_id, locale.code, value ->> 'value_name'
    FROM json_each(NEW.terms)
    CROSS JOIN attribute_term AS term ON term.attribute = value ->> 'attribute' AND term.code = value ->> 'value'
    CROSS JOIN locale;

    SELECT json_extract('{}', CASE WHEN count(*) > 0 THEN 'refused:unknown ' || json_group_array(DISTINCT given.name) END)
    FROM (
        SELECT 'vendor ' || (value ->> 'vendor') AS name FROM json_each(NEW.products)
        WHERE NOT EXISTS (SELECT 1 FROM vendor WHERE slug = value ->> 'vendor')
        UNION ALL
        SELECT 'category ' || (value ->> 'category') FROM json_each(NEW.products)
        WHERE NOT EXISTS (SELECT 1 FROM category WHERE slug = value ->> 'category')
        UNION ALL
        SELECT 'picture ' || (value ->> 'hash') FROM json_each(NEW.pictures)
        WHERE NOT EXISTS (SELECT 1 FROM media WHERE hash = value ->> 'hash')
        UNION ALL
        SELECT 'option ' || (value ->> 'attribute') FROM json_each(NEW.options)
        WHERE NOT EXISTS (SELECT 1 FROM attribute WHERE code = value ->> 'attribute')
        UNION ALL
        SELECT 'value ' || (value ->> 'attribute') || '=' || (value ->> 'value')
        FROM (
            SELECT value FROM json_each(NEW.product_values)
            UNION ALL
            SELECT value FROM json_each(NEW.variant_values)
        ) AS given
        WHERE NOT EXISTS (
            SELECT 1 FROM attribute_term WHERE attribute = value ->> 'attribute' AND code = value ->> 'value'
        )
    ) AS given;

    DELETE FROM product_redirect WHERE slug IN (SELECT value ->> 'slug' FROM json_each(NEW.products));
    INSERT OR REPLACE INTO product_redirect (slug, product_id)
    SELECT product.slug, product.id
    FROM json_each(NEW.products) CROSS JOIN product ON product.id = value ->> 'id'
    WHERE product.slug <> value ->> 'slug';

    UPDATE product
    SET
        slug = value ->> 'slug', vendor_id = vendor.id, brand_id = brand.id, category_id = category.id,
        tax_class = value ->> 'tax_class', state = value ->> 'state', version = product.version + 1,
        manufacturer = value ->> 'manufacturer', eu_contact = value ->> 'eu_contact',
        origin_country = value ->> 'origin_country', hs_code = value ->> 'hs_code',
        guarantee_years = value ->> 'guarantee_years'
    FROM json_each(NEW.products)
    CROSS JOIN vendor ON vendor.slug = value ->> 'vendor'
    CROSS JOIN brand ON brand.slug = value ->> 'brand_slug'
    CROSS JOIN category ON category.slug = value ->> 'category'
    WHERE product.id = value ->> 'id';
    INSERT INTO product (
        slug, vendor_id, brand_id, category_id, tax_class, state, manufacturer, eu_contact, origin_country, hs_code,
        guarantee_years, rank, created_at
    )
    SELECT
        value ->> 'slug', vendor.id, brand.id, category.id, value ->> 'tax_class', value ->> 'state',
        value ->> 'manufacturer', value ->> 'eu_contact', value ->> 'origin_country',
        value ->> 'hs_code', value ->> 'guarantee_years',
        (SELECT coalesce(max(rank), 0) FROM product) + key + 1, clock.now
    FROM clock
    CROSS JOIN json_each(NEW.products)
    CROSS JOIN vendor ON vendor.slug = value ->> 'vendor'
    CROSS JOIN brand ON brand.slug = value ->> 'brand_slug'
    CROSS JOIN category ON category.slug = value ->> 'category'
    WHERE value ->> 'id' IS NULL;

    INSERT INTO product_text (product_id, locale_code, title, summary, description, ingredients, allergens)
    SELECT
        product.id, value ->> 'locale', value ->> 'title', value ->> 'summary',
        value ->> 'description', value ->> 'ingredients', value ->> 'allergens'
    FROM json_each(NEW.texts) CROSS JOIN product ON product.slug = value ->> 'slug'
    WHERE TRUE
    ON CONFLICT (product_id, locale_code) DO UPDATE SET
        title = excluded.title, summary = excluded.summary, description = excluded.description,
        ingredients = excluded.ingredients, allergens = excluded.allergens;
    DELETE FROM product_text
    WHERE product_id IN (SELECT value ->> 'id' FROM json_each(NEW.products))
        AND (product_id, locale_code) NOT IN (
            SELECT product.id, value ->> 'locale'
            FROM json_each(NEW.texts) CROSS JOIN product ON product.slug = value ->> 'slug'
        );

    DELETE FROM product_value WHERE product_id IN (SELECT value ->> 'id' FROM json_each(NEW.products));
    INSERT INTO product_value (product_id, value_id)
    SELECT product.id, term.value_id
    FROM json_each(NEW.product_values)
    CROSS JOIN product ON product.slug = value ->> 'slug'
    CROSS JOIN attribute_term AS term ON term.attribute = value ->> 'attribute' AND term.code = value ->> 'value';
    DELETE FROM product_option WHERE product_id IN (SELECT value ->> 'id' FROM json_each(NEW.products));
    INSERT INTO product_option (product_id, position, attribute_id)
    SELECT product.id, value ->> 'position', attribute.id
    FROM json_each(NEW.options)
    CROSS JOIN product ON product.slug = value ->> 'slug'
    CROSS JOIN attribute ON attribute.code = value ->> 'attribute';
    DELETE FROM product_media WHERE product_id IN (SELECT value ->> 'id' FROM json_each(NEW.products));
    INSERT INTO product_media (product_id, position, media_hash, value_id)
    SELECT
        product.id, value ->> 'position', value ->> 'hash',
        (SELECT value_id FROM attribute_term WHERE attribute = value ->> 'attribute' AND code = value ->> 'value')
    FROM json_each(NEW.pictures) CROSS JOIN product ON product.slug = value ->> 'slug';
    DELETE FROM product_withheld WHERE product_id IN (SELECT value ->> 'id' FROM json_each(NEW.products));
    INSERT INTO product_withheld (product_id, market_code, until)
    SELECT product.id, value ->> 'market', value ->> 'until'
    FROM json_each(NEW.withheld) CROSS JOIN product ON product.slug = value ->> 'slug';

    UPDATE variant SET position = -id
    WHERE product_id IN (SELECT value ->> 'id' FROM json_each(NEW.products)) AND position > 0;
    INSERT INTO variant (product_id, sku, position, weight_grams, measure, measure_unit)
    SELECT
        product.id, value ->> 'sku', value ->> 'position', value ->> 'weight_grams',
        value ->> 'measure', value ->> 'measure_unit'
    FROM json_each(NEW.variants) CROSS JOIN product ON product.slug = value ->> 'slug'
    WHERE TRUE
    ON CONFLICT (sku) DO UPDATE SET
        position = excluded.position, weight_grams = excluded.weight_grams, measure = excluded.measure,
        measure_unit = excluded.measure_unit;
    DELETE FROM variant_value WHERE variant_id IN (
        SELECT variant.id
        FROM json_each(NEW.products) CROSS JOIN variant ON variant.product_id = value ->> 'id'
    );
    INSERT INTO variant_value (variant_id, attribute_id, value_id)
    SELECT variant.id, term.attribute_id, term.value_id
    FROM json_each(NEW.variant_values)
    CROSS JOIN variant ON variant.sku = value ->> 'sku'
    CROSS JOIN attribute_term AS term ON term.attribute = value ->> 'attribute' AND term.code = value ->> 'value';

    INSERT INTO price (variant_id, market_code, amount_minor, compare_at_minor)
    SELECT variant.id, value ->> 'market', value ->> 'amount', value ->> 'compare_at'
    FROM json_each(NEW.prices) CROSS JOIN variant ON variant.sku = value ->> 'sku'
    WHERE TRUE
    ON CONFLICT (variant_id, market_code) DO UPDATE SET
        amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor
    WHERE amount_minor <> excluded.amount_minor OR compare_at_minor IS NOT excluded.compare_at_minor;
    DELETE FROM price
    WHERE variant_id IN (
            SELECT variant.id
            FROM json_each(NEW.products) CROSS JOIN variant ON variant.product_id = value ->> 'id'
        )
        AND (variant_id, market_code) NOT IN (
            SELECT variant.id, value ->> 'market'
            FROM json_each(NEW.prices) CROSS JOIN variant ON variant.sku = value ->> 'sku'
        );
    DELETE FROM planned_price WHERE variant_id IN (
        SELECT variant.id
        FROM json_each(NEW.products) CROSS JOIN variant ON variant.product_id = value ->> 'id'
    );
    INSERT INTO planned_price (variant_id, market_code, starts_at, amount_minor, compare_at_minor)
    SELECT
        variant.id, value ->> 'market', value ->> 'starts_at', value ->> 'amount',
        value ->> 'compare_at'
    FROM json_each(NEW.planned) CROSS JOIN variant ON variant.sku = value ->> 'sku';

    INSERT OR IGNORE INTO stock_level (variant_id, location_id)
    SELECT variant.id, location.id
    FROM json_each(NEW.stock)
    CROSS JOIN variant ON variant.sku = value ->> 'sku'
    CROSS JOIN location ON location.code = value ->> 'location';
    INSERT INTO stock_movement (variant_id, location_id, quantity, reason, command_id, principal, moved_at)
    SELECT variant.id, location.id, value ->> 'quantity', 'initial', NEW.id, NEW.principal, clock.now
    FROM clock
    CROSS JOIN json_each(NEW.stock)
    CROSS JOIN variant ON variant.sku = value ->> 'sku'
    CROSS JOIN location ON location.code = value ->> 'location'
    WHERE value ->> 'quantity' > 0
        AND NOT EXISTS (
            SELECT 1 FROM stock_movement WHERE variant_id = variant.id AND location_id = location.id
        );
END;
