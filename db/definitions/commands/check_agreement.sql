-- A step of commands: compares what was agreed with the rows of the primary, and refuses with everything that is otherwise
-- now: what is not sold, prices, tax rates, weights, stock, delivery rates, the way to pay. It computes none of them.
--
-- LIMIT keeps SQLite from putting the parts of `found` in place of each of its uses, and compiling them twice.
--
-- country_code: where the parcel goes. lines, delivery_groups: as place_order takes them.
--
-- Unpaid orders that are paid later together hold at most a tenth of what lies on hand of a SKU at the market's locations,
-- but at least one piece; `payable_later` is what is left of that. They are found among the allocations of that SKU.
CREATE VIEW check_agreement AS
SELECT
    NULL AS market_code, NULL AS country_code, NULL AS currency_code, NULL AS tax_included, NULL AS payment_method_code,
    NULL AS lines, NULL AS delivery_groups
WHERE FALSE;

CREATE TRIGGER check_agreement_runs INSTEAD OF INSERT ON check_agreement BEGIN
    SELECT json_extract('{}', 'refused:changed ' || json_object(
        'lines', json(found.lines), 'groups', json(found.delivery_groups), 'is_offered', found.is_offered
    ))
    FROM (
        SELECT
            (
                SELECT json_group_array(json_object(
                    'sku', sku, 'unit_minor', iif(state = 'published', price, NULL), 'tax_class', class_now,
                    'tax_rate', rate_now, 'weight_grams', weight_now, 'available', available, 'payable_later', payable_later
                )) FILTER (
                    WHERE state IS NOT 'published' OR price IS NOT unit_minor OR class_now IS NOT tax_class
                        OR rate_now IS NOT tax_rate OR weight_now IS NOT weight_grams OR available < pieces
                        OR payable_later < pieces
                )
                FROM (
                    SELECT
                        line.*, product.state, price.amount_minor AS price, product.tax_class AS class_now,
                        tax_rate.rate_basis_points AS rate_now, variant.weight_grams AS weight_now,
                        coalesce(sum(level.available), 0) AS available,
                        iif((SELECT is_paid_later FROM payment_method WHERE code = NEW.payment_method_code), max(0, max(1, sum(level.on_hand) / 10) - coalesce(sum((
                            SELECT sum(held.quantity)
                            FROM stock_allocation AS held
                            CROSS JOIN orders
                                ON orders.id = held.order_id AND orders.hold_ends_at IS NOT NULL
                            CROSS JOIN payment_method
                                ON payment_method.code = orders.payment_method_code AND payment_method.is_paid_later
                            WHERE (SELECT is_paid_later FROM payment_method WHERE code = NEW.payment_method_code)
                                AND held.state = 'held'
                                AND held.variant_id = level.variant_id AND held.location_id = level.location_id
                        )), 0)), NULL) AS payable_later
                    FROM (
                        SELECT
                            key, value ->> 'sku' AS sku, value ->> 'unit_minor' AS unit_minor,
                            value ->> 'tax_class' AS tax_class, value ->> 'tax_rate' AS tax_rate,
                            value ->> 'weight_grams' AS weight_grams,
                            sum(value ->> 'quantity') OVER (PARTITION BY value ->> 'sku') AS pieces
                        FROM json_each(NEW.lines)
                    ) AS line
                    LEFT JOIN variant ON variant.sku = line.sku
                    LEFT JOIN product ON product.id = variant.product_id
                    LEFT JOIN price ON price.variant_id = variant.id AND price.market_code = NEW.market_code AND NOT EXISTS (
                        SELECT 1 FROM product_withheld
                        WHERE product_id = product.id AND market_code = NEW.market_code
                    )
                    LEFT JOIN tax_rate
                        ON tax_rate.country_code = NEW.country_code AND tax_rate.tax_class = product.tax_class
                    LEFT JOIN market_location ON market_location.market_code = NEW.market_code
                    LEFT JOIN stock_level AS level
                        ON level.variant_id = variant.id AND level.location_id = market_location.location_id
                    GROUP BY line.key
                ) AS checked
            ) AS lines,
            (
                SELECT json_group_array(json_object(
                    'number', key + 1, 'rate_minor', rate, 'free_from_minor', free_from, 'tax_class', class, 'tax_rate', tax
                )) FILTER (
                    WHERE rate IS NOT (value ->> 'rate_minor') OR free_from IS NOT (value ->> 'free_from_minor')
                        OR class IS NOT (value ->> '$.tax.class') OR tax IS NOT (value ->> '$.tax.rate')
                )
                FROM (
                    SELECT
                        sent.key, sent.value, method.free_from_minor AS free_from, tax_rate.tax_class AS class,
                        tax_rate.rate_basis_points AS tax,
                        (
                            SELECT shipping_rate.amount_minor
                            FROM market_country
                            CROSS JOIN shipping_rate
                                ON shipping_rate.method_id = method.id
                                AND shipping_rate.country_code = market_country.country_code
                                AND shipping_rate.up_to_grams >= (sent.value ->> 'grams')
                            WHERE market_country.market_code = NEW.market_code
                                AND market_country.country_code = NEW.country_code
                            ORDER BY shipping_rate.up_to_grams
                            LIMIT 1
                        ) AS rate
                    FROM json_each(NEW.delivery_groups) AS sent
                    LEFT JOIN market ON market.code = NEW.market_code
                    LEFT JOIN shipping_method AS method
                        ON method.market_code = market.code AND method.code = (sent.value ->> 'method')
                    LEFT JOIN tax_rate
                        ON tax_rate.country_code = NEW.country_code AND tax_rate.tax_class = market.delivery_tax
                ) AS quoted
            ) AS delivery_groups,
            EXISTS (
                SELECT 1
                FROM market
                CROSS JOIN market_payment_method AS method
                    ON method.market_code = market.code AND method.method_code = NEW.payment_method_code AND method.enabled
                WHERE market.code = NEW.market_code AND market.currency_code = NEW.currency_code
                    AND market.tax_inclusive = NEW.tax_included
            ) AS is_offered
        LIMIT 1
    ) AS found
    WHERE found.lines <> '[]' OR found.delivery_groups <> '[]' OR NOT found.is_offered;
END;
