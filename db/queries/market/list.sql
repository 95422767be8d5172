-- Every market with its languages as a list in JSON, and the tag of the catalogue. One row.
SELECT market_list.markets, catalogue_version.tag
FROM catalogue_version CROSS JOIN market_list
