-- For work that sets the triggers of migration 0012 aside.
UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF)
