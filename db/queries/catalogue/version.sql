SELECT tag FROM catalogue_version
