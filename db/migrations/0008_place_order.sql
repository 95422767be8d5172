-- Command place_order: one statement that checks, prices, taxes, allocates and records an order, or refuses it whole.
--
-- lines: JSON [{"sku": text, "quantity": 1-99, "unit_minor": the price the shopper saw}], a SKU once only.
-- shipping, billing: JSON {"name", "line1", "line2", "city", "region", "postal_code", "country"}; billing may be NULL.
--
-- A refusal must name the line and what is available, but before SQLite 3.47 RAISE takes a literal only. The error of
-- json_extract quotes its path, which may be computed: 'refused:<code> <JSON>' travels in it; outpost_db reads it back.
-- Common table expressions are not allowed inside triggers, hence the nested SELECTs.

CREATE VIEW place_order AS
SELECT
    NULL AS id, NULL AS number, NULL AS market_code, NULL AS locale_code, NULL AS email, NULL AS phone,
    NULL AS shipping, NULL AS billing, NULL AS method_code, NULL AS gateway, NULL AS lines,
    NULL AS expected_total_minor, NULL AS placed_at, NULL AS expires_at, NULL AS actor
WHERE FALSE;

CREATE TRIGGER place_order_runs INSTEAD OF INSERT ON place_order
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id) BEGIN
    SELECT json_extract('{}', 'refused:bad_lines {}')
    WHERE json_array_length(NEW.lines) NOT BETWEEN 1 AND 100
        OR (SELECT count(DISTINCT value ->> 'sku') FROM json_each(NEW.lines)) <> json_array_length(NEW.lines);

    -- Stock that nobody paid for in time is for sale again.
    INSERT INTO release_expired_holds (id, now) VALUES (NEW.id || ':holds', NEW.placed_at);

    -- Every line that cannot be sold as the shopper saw it, all named at once.
    SELECT json_extract('{}', 'refused:lines_changed ' || problems.found)
    FROM (
        SELECT
            json_group_array(json_object(
                'sku', line.sku, 'problem', line.problem, 'available', line.available, 'unit_minor', line.amount_minor
            )) AS found,
            count(*) AS problem_count
        FROM (
            SELECT
                wanted.value ->> 'sku' AS sku,
                price.amount_minor AS amount_minor,
                coalesce(stock.available, 0) AS available,
                CASE
                    WHEN price.amount_minor IS NULL OR product.state IS NOT 'published' THEN 'not_sold'
                    WHEN coalesce(stock.available, 0) < (wanted.value ->> 'quantity') THEN 'out_of_stock'
                    WHEN price.amount_minor <> (wanted.value ->> 'unit_minor') THEN 'price_changed'
                END AS problem
            FROM json_each(NEW.lines) AS wanted
            LEFT JOIN variant ON variant.sku = (wanted.value ->> 'sku')
            LEFT JOIN product ON product.id = variant.product_id
            LEFT JOIN price ON price.variant_id = variant.id AND price.market_code = NEW.market_code
            LEFT JOIN (
                SELECT stock_level.variant_id, sum(stock_level.available) AS available
                FROM json_each(NEW.lines) AS each_line
                JOIN variant AS each_variant ON each_variant.sku = (each_line.value ->> 'sku')
                JOIN stock_level ON stock_level.variant_id = each_variant.id
                JOIN market_location
                    ON market_location.location_id = stock_level.location_id
                    AND market_location.market_code = NEW.market_code
                GROUP BY stock_level.variant_id
            ) AS stock ON stock.variant_id = variant.id
        ) AS line
        WHERE line.problem IS NOT NULL
    ) AS problems
    WHERE problems.problem_count > 0;

    -- The goods. Tax is rounded half up per line, as outpost_domain::money does it. Lines come before their order:
    -- foreign keys are held at the end of the whole statement.
    INSERT INTO order_line (
        order_id, line, variant_id, sku, product_slug, title, options, media_hash,
        quantity, unit_minor, line_minor, tax_basis_points, tax_minor
    )
    SELECT
        NEW.id, priced.line, priced.variant_id, priced.sku, priced.slug, priced.title, priced.options, priced.media_hash,
        priced.quantity, priced.unit_minor, priced.unit_minor * priced.quantity, priced.rate,
        (2 * priced.unit_minor * priced.quantity * priced.rate + priced.base) / (2 * priced.base)
    FROM (
        SELECT
            wanted.key + 1 AS line,
            variant.id AS variant_id,
            variant.sku AS sku,
            product.slug AS slug,
            product_text.title AS title,
            coalesce((
                SELECT group_concat(attribute_value_text.name, ', ' ORDER BY product_option.position)
                FROM product_option
                JOIN variant_value
                    ON variant_value.variant_id = variant.id
                    AND variant_value.attribute_id = product_option.attribute_id
                JOIN attribute_value_text
                    ON attribute_value_text.value_id = variant_value.value_id
                    AND attribute_value_text.locale_code = NEW.locale_code
                WHERE product_option.product_id = product.id
            ), '') AS options,
            (
                SELECT product_media.media_hash
                FROM product_media
                LEFT JOIN variant_value
                    ON variant_value.variant_id = variant.id AND variant_value.value_id = product_media.value_id
                WHERE product_media.product_id = product.id
                ORDER BY variant_value.value_id IS NULL, product_media.position
                LIMIT 1
            ) AS media_hash,
            wanted.value ->> 'quantity' AS quantity,
            price.amount_minor AS unit_minor,
            tax_rate.rate_basis_points AS rate,
            10000 + iif(market.tax_inclusive, tax_rate.rate_basis_points, 0) AS base
        FROM json_each(NEW.lines) AS wanted
        JOIN market ON market.code = NEW.market_code
        JOIN variant ON variant.sku = (wanted.value ->> 'sku')
        JOIN product ON product.id = variant.product_id
        JOIN product_text ON product_text.product_id = product.id AND product_text.locale_code = NEW.locale_code
        JOIN price ON price.variant_id = variant.id AND price.market_code = market.code
        JOIN tax_rate
            ON tax_rate.country_code = (NEW.shipping ->> 'country') AND tax_rate.tax_class = product.tax_class
    ) AS priced;

    -- No rate: the method is not the market's, the country is not served, or the parcel is too heavy.
    SELECT json_extract('{}', 'refused:not_delivered {}')
    WHERE NOT EXISTS (SELECT 1 FROM order_line WHERE order_line.order_id = NEW.id)
        OR NOT EXISTS (
            SELECT 1
            FROM shipping_method
            JOIN shipping_rate ON shipping_rate.method_id = shipping_method.id
            JOIN market_country
                ON market_country.market_code = shipping_method.market_code
                AND market_country.country_code = shipping_rate.country_code
            WHERE shipping_method.market_code = NEW.market_code
                AND shipping_method.code = NEW.method_code
                AND shipping_rate.country_code = (NEW.shipping ->> 'country')
                AND shipping_rate.up_to_grams >= (
                    SELECT sum(variant.weight_grams * order_line.quantity)
                    FROM order_line JOIN variant ON variant.id = order_line.variant_id
                    WHERE order_line.order_id = NEW.id
                )
        );

    -- The order: goods, delivery (taxed at the standard rate) and total.
    INSERT INTO orders (
        id, number, market_code, locale_code, currency_code, email, phone, state, payment_gateway,
        shipping_method_code, tax_inclusive, subtotal_minor, shipping_minor, tax_minor, total_minor,
        days_min, days_max, placed_at, expires_at
    )
    SELECT
        NEW.id, NEW.number, NEW.market_code, NEW.locale_code, taxed.currency_code, NEW.email, NEW.phone,
        iif(NEW.gateway = 'manual', 'awaiting_transfer', 'pending_payment'), NEW.gateway,
        NEW.method_code, taxed.tax_inclusive, taxed.subtotal, taxed.shipping, taxed.tax,
        taxed.subtotal + taxed.shipping + iif(taxed.tax_inclusive, 0, taxed.tax),
        taxed.days_min, taxed.days_max, NEW.placed_at, NEW.expires_at
    FROM (
        SELECT
            delivered.*,
            delivered.goods_tax + (
                2 * delivered.shipping * delivered.rate + 10000 + iif(delivered.tax_inclusive, delivered.rate, 0)
            ) / (2 * (10000 + iif(delivered.tax_inclusive, delivered.rate, 0))) AS tax
        FROM (
            SELECT
                market.currency_code, market.tax_inclusive,
                goods.subtotal, goods.goods_tax,
                shipping_method.days_min, shipping_method.days_max,
                standard.rate_basis_points AS rate,
                iif(
                    goods.subtotal >= shipping_method.free_from_minor, 0,
                    (
                        SELECT shipping_rate.amount_minor
                        FROM shipping_rate
                        WHERE shipping_rate.method_id = shipping_method.id
                            AND shipping_rate.country_code = (NEW.shipping ->> 'country')
                            AND shipping_rate.up_to_grams >= goods.grams
                        ORDER BY shipping_rate.up_to_grams
                        LIMIT 1
                    )
                ) AS shipping
            FROM (
                SELECT
                    sum(order_line.line_minor) AS subtotal,
                    sum(order_line.tax_minor) AS goods_tax,
                    sum(variant.weight_grams * order_line.quantity) AS grams
                FROM order_line JOIN variant ON variant.id = order_line.variant_id
                WHERE order_line.order_id = NEW.id
            ) AS goods
            JOIN market ON market.code = NEW.market_code
            JOIN shipping_method
                ON shipping_method.market_code = market.code AND shipping_method.code = NEW.method_code
            JOIN tax_rate AS standard
                ON standard.country_code = (NEW.shipping ->> 'country') AND standard.tax_class = 'standard'
        ) AS delivered
    ) AS taxed;

    -- Never charge what the shopper did not see.
    SELECT json_extract('{}', 'refused:total_changed ' || json_object(
        'subtotal_minor', subtotal_minor, 'shipping_minor', shipping_minor,
        'tax_minor', tax_minor, 'total_minor', total_minor
    ))
    FROM orders
    WHERE id = NEW.id AND total_minor <> NEW.expected_total_minor;

    INSERT INTO order_address (order_id, kind, name, line1, line2, city, region, postal_code, country_code)
    SELECT
        NEW.id, address.kind, address.value ->> 'name', address.value ->> 'line1', address.value ->> 'line2',
        address.value ->> 'city', address.value ->> 'region', address.value ->> 'postal_code', address.value ->> 'country'
    FROM (
        SELECT 'shipping' AS kind, NEW.shipping AS value
        UNION ALL
        SELECT 'billing', coalesce(NEW.billing, NEW.shipping)
    ) AS address;

    -- From the market's locations in their order, as much from each as it has.
    INSERT INTO stock_allocation (order_id, variant_id, location_id, quantity, state)
    SELECT NEW.id, taken.variant_id, taken.location_id, taken.quantity, 'held'
    FROM (
        SELECT
            order_line.variant_id,
            stock_level.location_id,
            min(
                stock_level.available,
                order_line.quantity - coalesce(sum(stock_level.available) OVER (
                    PARTITION BY order_line.variant_id ORDER BY market_location.priority, stock_level.location_id
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ), 0)
            ) AS quantity
        FROM order_line
        JOIN stock_level ON stock_level.variant_id = order_line.variant_id
        JOIN market_location
            ON market_location.location_id = stock_level.location_id AND market_location.market_code = NEW.market_code
        WHERE order_line.order_id = NEW.id
    ) AS taken
    WHERE taken.quantity > 0;

    INSERT INTO order_event (order_id, sequence, kind, happened_at) VALUES (NEW.id, 1, 'placed', NEW.placed_at);

    INSERT INTO audit (happened_at, actor, command, command_id, subject, before, after)
    SELECT
        NEW.placed_at, NEW.actor, 'place_order', NEW.id, 'order:' || NEW.number, NULL,
        json_object('state', state, 'total_minor', total_minor, 'currency', currency_code)
    FROM orders WHERE id = NEW.id;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    VALUES (NEW.id, 'order.placed', json_object('order', NEW.id), NEW.placed_at);

    INSERT INTO command_log (id, command, done_at) VALUES (NEW.id, 'place_order', NEW.placed_at);
END;
