-- One of the calls that are not answered.
UPDATE script
SET silent_calls = silent_calls - 1
WHERE target = (
    SELECT silent.target
    FROM script AS silent
    WHERE silent.target IN (SELECT wanted.value FROM json_each(?1) AS wanted) AND silent.silent_calls > 0
    LIMIT 1
)
RETURNING silence
