-- One statement that checks, allocates and records an order, or refuses it whole. It computes no price, rate or tax: the
-- caller sends the values that it used, and check_agreement compares each with the rows of the primary.
--
-- lines: JSON [{"group", "sku", "slug", "title", "options", "media_hash", "quantity", "unit_minor", "weight_grams",
--     "tax_class", "tax_rate"}], numbered from 1 by their place; a SKU stands in each group once.
-- delivery_groups: JSON [{"method", "rate_minor", "free_from_minor", "tax": null or {"class", "rate"}, "days_min",
--     "days_max", "grams", "restocked_at", "slot": null or {"from_hour", "to_hour"}}], numbered from 1. `tax` is null where
--     the market taxes delivery as the goods; `slot` is one of the market's.
-- adjustments: JSON [{"kind", "cause", "line", "group", "amount_minor", "rate", "included"}].
-- shipping, billing: JSON {"name", "line1", "line2", "city", "region", "postal_code", "country"}; billing may be NULL.
-- hold_seconds: how long stock is held for the payment, a day at the most; NULL: the order is paid on delivery.
--
-- A mail address, in whatever case, and a visitor have at most five orders that still wait for their money.
CREATE VIEW place_order AS
SELECT
    *, NULL AS number, NULL AS market_code, NULL AS locale_code, NULL AS currency_code, NULL AS tax_included,
    NULL AS email, NULL AS email_digest, NULL AS visitor_digest, NULL AS phone, NULL AS shipping, NULL AS billing,
    NULL AS payment_method_code, NULL AS lines, NULL AS delivery_groups, NULL AS adjustments, NULL AS goods_minor,
    NULL AS total_minor, NULL AS hold_seconds
FROM command;

CREATE TRIGGER place_order_runs INSTEAD OF INSERT ON place_order
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'place_order', 'order:place', 'order:' || NEW.number,
        json_object('market', NEW.market_code, 'payment_method', NEW.payment_method_code, 'total_minor', NEW.total_minor)
    );

    SELECT json_extract('{}', CASE
        WHEN json_array_length(NEW.lines) NOT BETWEEN 1 AND 100 OR json_array_length(NEW.lines) <> (
            SELECT count(DISTINCT (value ->> 'sku') || ' ' || (value ->> 'group')) FROM json_each(NEW.lines)
        ) THEN 'refused:bad_lines {}'
        WHEN (
            SELECT count(*) FROM orders WHERE email_digest = NEW.email_digest AND hold_ends_at > now
        ) >= 5 OR (
            SELECT count(*) FROM orders WHERE visitor_digest = NEW.visitor_digest AND hold_ends_at > now
        ) >= 5 THEN 'refused:too_many_unpaid {}'
    END)
    FROM clock;

    SELECT json_extract('{}', 'refused:slot_gone {}')
    FROM json_each(NEW.delivery_groups)
    WHERE value ->> 'slot' IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM delivery_slot
        WHERE market_code = NEW.market_code AND from_hour = (value ->> '$.slot.from_hour')
            AND to_hour = (value ->> '$.slot.to_hour')
    );

    INSERT INTO check_agreement (
        market_code, country_code, currency_code, tax_included, payment_method_code, lines, delivery_groups
    )
    VALUES (
        NEW.market_code, NEW.shipping ->> 'country', NEW.currency_code, NEW.tax_included, NEW.payment_method_code, NEW.lines,
        NEW.delivery_groups
    );

    INSERT INTO orders (
        id, number, market_code, locale_code, currency_code, customer_id, visitor_digest, email, email_digest, phone,
        payment_method_code, tax_included, goods_minor, total_minor, placed_at, hold_ends_at
    )
    SELECT
        NEW.id, NEW.number, NEW.market_code, NEW.locale_code, NEW.currency_code,
        iif(NEW.principal GLOB 'customer:*', substr(NEW.principal, 10), NULL), NEW.visitor_digest, NEW.email,
        NEW.email_digest, NEW.phone, NEW.payment_method_code, NEW.tax_included, NEW.goods_minor, NEW.total_minor,
        now, now + min(NEW.hold_seconds, 86400)
    FROM clock;

    INSERT INTO delivery_group (
        order_id, number, method_code, rate_minor, free_from_minor, days_min, days_max, grams, restocked_at,
        slot_from_hour, slot_to_hour
    )
    SELECT
        NEW.id, key + 1, value ->> 'method', value ->> 'rate_minor', value ->> 'free_from_minor', value ->> 'days_min',
        value ->> 'days_max', value ->> 'grams', value ->> 'restocked_at', value ->> '$.slot.from_hour',
        value ->> '$.slot.to_hour'
    FROM json_each(NEW.delivery_groups);

    INSERT INTO order_line (
        order_id, number, group_number, vendor_id, variant_id, sku, product_slug, title, options, media_hash, quantity,
        unit_minor, tax_class
    )
    SELECT
        NEW.id, key + 1, value ->> 'group', product.vendor_id, variant.id, variant.sku, value ->> 'slug', value ->> 'title',
        value ->> 'options', value ->> 'media_hash', value ->> 'quantity', value ->> 'unit_minor', value ->> 'tax_class'
    FROM json_each(NEW.lines)
    CROSS JOIN variant ON variant.sku = (value ->> 'sku')
    CROSS JOIN product ON product.id = variant.product_id;

    INSERT INTO adjustment (
        order_id, number, kind, cause, line_number, group_number, amount_minor, rate_basis_points, included
    )
    SELECT
        NEW.id, key + 1, value ->> 'kind', value ->> 'cause', value ->> 'line', value ->> 'group',
        value ->> 'amount_minor', value ->> 'rate', value ->> 'included'
    FROM json_each(NEW.adjustments);

    SELECT json_extract('{}', 'refused:sums_differ {}')
    FROM (
        SELECT count(*) AS lines, sum(unit_minor * quantity) AS goods FROM order_line WHERE order_id = NEW.id
    ) AS bought
    CROSS JOIN (
        SELECT count(*) AS adjustments, coalesce(sum(amount_minor) FILTER (WHERE NOT included), 0) AS added
        FROM adjustment WHERE order_id = NEW.id
    ) AS adjusted
    WHERE bought.lines <> json_array_length(NEW.lines) OR adjusted.adjustments <> json_array_length(NEW.adjustments)
        OR bought.goods <> NEW.goods_minor OR bought.goods + adjusted.added <> NEW.total_minor
        OR EXISTS (
            SELECT 1 FROM json_each(NEW.delivery_groups) AS sent
            WHERE (sent.value ->> 'grams') IS NOT (
                SELECT sum((value ->> 'weight_grams') * (value ->> 'quantity'))
                FROM json_each(NEW.lines) WHERE (value ->> 'group') = sent.key + 1
            )
        );

    INSERT INTO order_address (order_id, kind, name, line1, line2, city, region, postal_code, country_code)
    SELECT
        NEW.id, kind, value ->> 'name', value ->> 'line1', value ->> 'line2', value ->> 'city', value ->> 'region',
        value ->> 'postal_code', value ->> 'country'
    FROM (
        SELECT 'shipping' AS kind, NEW.shipping AS value
        UNION ALL
        SELECT 'billing', coalesce(NEW.billing, NEW.shipping)
    ) AS address;

    INSERT INTO allocate_stock (order_id) VALUES (NEW.id);

    INSERT INTO add_order_event VALUES (NEW.id, 'placed', NEW.principal, '{}');

    INSERT INTO add_to_outbox VALUES (NEW.id, 'order.placed', json_object('order', NEW.id));
END;
