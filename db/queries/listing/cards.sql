-- Cards of products by their ranks, in the order asked for. ?1 market, ?2 locale, ?3 ranks as JSON. One row.
SELECT json_group_array(json(card)) AS cards
FROM (
    SELECT product_card.card
    FROM json_each(?3) AS asked
    CROSS JOIN product INDEXED BY product_by_rank ON product.rank = asked.value AND product.state = 'published'
    CROSS JOIN product_card
        ON product_card.market_code = ?1
        AND product_card.product_id = product.id
        AND product_card.locale_code = ?2
    ORDER BY asked.key
)
