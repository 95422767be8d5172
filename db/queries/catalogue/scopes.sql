-- The tag of the catalogue, then the version of each scope. ?1 scopes as a list in JSON. `outpost_db::version` reads it, and
-- the edge host runs the same text, which spin.toml repeats.
SELECT catalogue_version.tag || (
    SELECT coalesce(group_concat(';' || coalesce(scope_version.version, 0), ''), '')
    FROM json_each(?1) AS named LEFT JOIN scope_version ON scope_version.scope = named.value
) AS version
FROM catalogue_version
