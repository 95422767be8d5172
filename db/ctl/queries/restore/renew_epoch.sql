-- What was shown before a restore is never taken for what is shown after it.
UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF)
