-- One statement that checks, prices, taxes, allocates and records an order, or refuses it whole.
--
-- lines: JSON [{"sku": text, "quantity": 1-99, "unit_minor": the price the shopper saw}], a SKU once only.
-- shipping, billing: JSON {"name", "line1", "line2", "city", "region", "postal_code", "country"}; billing may be NULL.
-- hold_seconds: how long stock is held for the payment.
--
-- Tax is rounded half up per line, as outpost_domain::money does it. Lines are written before their order, which foreign
-- keys allow within a statement. An order without a rate for its delivery has no row: the method is not the market's, the
-- country is not served, or the parcel is too heavy. Stock is taken from the market's locations in their order, as much
-- from each as it has.
--
-- What is held unpaid is bounded. A mail address, in whatever case, has at most five orders that still wait for their
-- money. Unpaid bank transfers together hold at most a tenth of what lies on hand of a SKU at the market's locations, but
-- at least one piece. They are found among the allocations of that SKU, which are never more than its pieces.
CREATE VIEW place_order AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS request_id, NULL AS sent_at,
    NULL AS number, NULL AS market_code, NULL AS locale_code, NULL AS email, NULL AS phone,
    NULL AS shipping, NULL AS billing, NULL AS method_code, NULL AS gateway, NULL AS lines,
    NULL AS expected_total_minor, NULL AS hold_seconds
WHERE FALSE;

CREATE TRIGGER place_order_runs INSTEAD OF INSERT ON place_order
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, permission, subject, request_id, sent_at, detail)
    VALUES (
        NEW.id, 'place_order', NEW.digest, NEW.principal, 'order:place', 'order:' || NEW.number, NEW.request_id, NEW.sent_at,
        json_object('market', NEW.market_code, 'gateway', NEW.gateway, 'total_minor', NEW.expected_total_minor)
    );

    SELECT json_extract('{}', CASE
        WHEN count(*) NOT BETWEEN 1 AND 100 OR count(DISTINCT line.sku) <> count(*) THEN 'refused:bad_lines {}'
        WHEN (
            SELECT count(*) FROM clock CROSS JOIN orders
                ON orders.email = NEW.email COLLATE NOCASE AND orders.expires_at > clock.now
        ) >= 5 THEN 'refused:too_many_unpaid {}'
        WHEN count(line.problem) > 0 THEN 'refused:lines_changed ' || json_group_array(json_object(
            'sku', line.sku, 'problem', line.problem, 'unit_minor', line.amount_minor,
            'available', iif(line.problem = 'transfer_limit', line.by_transfer, line.available)
        )) FILTER (WHERE line.problem IS NOT NULL)
    END)
    FROM (
        SELECT
            stocked.*,
            CASE
                WHEN stocked.amount_minor IS NULL OR stocked.state IS NOT 'published' THEN 'not_sold'
                WHEN stocked.available < stocked.quantity THEN 'out_of_stock'
                WHEN NEW.gateway = 'manual' AND stocked.by_transfer < stocked.quantity THEN 'transfer_limit'
                WHEN stocked.amount_minor <> stocked.unit_minor THEN 'price_changed'
            END AS problem
        FROM (
            SELECT
                wanted.value ->> 'sku' AS sku, wanted.value ->> 'quantity' AS quantity,
                wanted.value ->> 'unit_minor' AS unit_minor, price.amount_minor, product.state,
                coalesce(sum(level.available), 0) AS available,
                max(0, max(1, sum(level.on_hand) / 10) - coalesce(sum((
                    SELECT sum(held.quantity)
                    FROM stock_allocation AS held
                    CROSS JOIN orders ON orders.id = held.order_id AND orders.state = 'awaiting_transfer'
                    WHERE NEW.gateway = 'manual' AND held.state = 'held'
                        AND held.variant_id = level.variant_id AND held.location_id = level.location_id
                )), 0)) AS by_transfer
            FROM json_each(NEW.lines) AS wanted
            LEFT JOIN variant ON variant.sku = (wanted.value ->> 'sku')
            LEFT JOIN product ON product.id = variant.product_id
            LEFT JOIN price ON price.variant_id = variant.id AND price.market_code = NEW.market_code
            LEFT JOIN market_location ON market_location.market_code = NEW.market_code
            LEFT JOIN stock_level AS level
                ON level.variant_id = variant.id AND level.location_id = market_location.location_id
            GROUP BY wanted.key
        ) AS stocked
    ) AS line;

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
            wanted.key + 1 AS line, variant.id AS variant_id, variant.sku, product.slug, product_text.title,
            coalesce((
                SELECT group_concat(name, ', ')
                FROM (
                    SELECT attribute_value_text.name
                    FROM product_option
                    CROSS JOIN variant_value
                        ON variant_value.variant_id = variant.id
                        AND variant_value.attribute_id = product_option.attribute_id
                    CROSS JOIN attribute_value_text
                        ON attribute_value_text.value_id = variant_value.value_id
                        AND attribute_value_text.locale_code = NEW.locale_code
                    WHERE product_option.product_id = product.id
                    ORDER BY product_option.position
                )
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
            wanted.value ->> 'quantity' AS quantity, price.amount_minor AS unit_minor,
            tax_rate.rate_basis_points AS rate,
            10000 + iif(market.tax_inclusive, tax_rate.rate_basis_points, 0) AS base
        FROM json_each(NEW.lines) AS wanted
        CROSS JOIN market ON market.code = NEW.market_code
        CROSS JOIN variant ON variant.sku = (wanted.value ->> 'sku')
        CROSS JOIN product ON product.id = variant.product_id
        CROSS JOIN product_text
            ON product_text.product_id = product.id AND product_text.locale_code = NEW.locale_code
        CROSS JOIN price ON price.variant_id = variant.id AND price.market_code = market.code
        CROSS JOIN tax_rate
            ON tax_rate.country_code = (NEW.shipping ->> 'country') AND tax_rate.tax_class = product.tax_class
    ) AS priced;

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
        taxed.days_min, taxed.days_max, clock.now, clock.now + NEW.hold_seconds
    FROM clock
    CROSS JOIN (
        SELECT
            sent.*, sent.lines_tax + (2 * sent.shipping * sent.rate + sent.base) / (2 * sent.base) AS tax
        FROM (
            SELECT
                market.currency_code, market.tax_inclusive, bought.subtotal, bought.lines_tax,
                shipping_method.days_min, shipping_method.days_max, tax_rate.rate_basis_points AS rate,
                10000 + iif(market.tax_inclusive, tax_rate.rate_basis_points, 0) AS base,
                iif(bought.subtotal >= shipping_method.free_from_minor, 0, shipping_rate.amount_minor) AS shipping
            FROM (
                SELECT
                    count(*) AS lines, sum(order_line.line_minor) AS subtotal, sum(order_line.tax_minor) AS lines_tax,
                    sum(variant.weight_grams * order_line.quantity) AS grams
                FROM order_line CROSS JOIN variant ON variant.id = order_line.variant_id
                WHERE order_line.order_id = NEW.id
            ) AS bought
            CROSS JOIN market ON market.code = NEW.market_code
            CROSS JOIN market_country
                ON market_country.market_code = market.code
                AND market_country.country_code = (NEW.shipping ->> 'country')
            CROSS JOIN shipping_method
                ON shipping_method.market_code = market.code AND shipping_method.code = NEW.method_code
            CROSS JOIN shipping_rate
                ON shipping_rate.method_id = shipping_method.id
                AND shipping_rate.country_code = market_country.country_code
                AND shipping_rate.up_to_grams >= bought.grams
            CROSS JOIN tax_rate
                ON tax_rate.country_code = market_country.country_code AND tax_rate.tax_class = 'standard'
            WHERE bought.lines = json_array_length(NEW.lines)
            ORDER BY shipping_rate.up_to_grams
            LIMIT 1
        ) AS sent
    ) AS taxed;

    SELECT json_extract('{}', CASE
        WHEN orders.id IS NULL THEN 'refused:not_delivered {}'
        WHEN orders.total_minor IS NOT NEW.expected_total_minor THEN 'refused:total_changed ' || json_object(
            'subtotal_minor', orders.subtotal_minor, 'shipping_minor', orders.shipping_minor,
            'tax_minor', orders.tax_minor, 'total_minor', orders.total_minor
        )
    END)
    FROM clock LEFT JOIN orders ON orders.id = NEW.id;

    INSERT INTO order_address (order_id, kind, name, line1, line2, city, region, postal_code, country_code)
    SELECT
        NEW.id, address.kind, address.value ->> 'name', address.value ->> 'line1', address.value ->> 'line2',
        address.value ->> 'city', address.value ->> 'region', address.value ->> 'postal_code', address.value ->> 'country'
    FROM (
        SELECT 'shipping' AS kind, NEW.shipping AS value
        UNION ALL
        SELECT 'billing', coalesce(NEW.billing, NEW.shipping)
    ) AS address;

    INSERT INTO stock_allocation (order_id, variant_id, location_id, quantity, state)
    SELECT NEW.id, taken.variant_id, taken.location_id, taken.quantity, 'held'
    FROM (
        SELECT
            order_line.variant_id, stock_level.location_id,
            min(
                stock_level.available,
                order_line.quantity - coalesce(sum(stock_level.available) OVER (
                    PARTITION BY order_line.variant_id ORDER BY market_location.priority, stock_level.location_id
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ), 0)
            ) AS quantity
        FROM order_line
        CROSS JOIN market_location ON market_location.market_code = NEW.market_code
        CROSS JOIN stock_level
            ON stock_level.variant_id = order_line.variant_id AND stock_level.location_id = market_location.location_id
        WHERE order_line.order_id = NEW.id
    ) AS taken
    WHERE taken.quantity > 0;

    INSERT INTO order_event (order_id, sequence, kind, happened_at) SELECT NEW.id, 1, 'placed', now FROM clock;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.id, 'order.placed', json_object('order', NEW.id), now FROM clock;
END;
