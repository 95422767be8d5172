UPDATE catalogue_version SET version = version + 1
