SELECT
    (SELECT coalesce(max(number), 0) FROM migration) AS migration,
    (SELECT coalesce(max(number), 0) FROM definitions) AS definitions,
    coalesce((SELECT digest FROM definitions ORDER BY number DESC LIMIT 1), '') AS digest
