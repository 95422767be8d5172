SELECT version FROM catalogue_version
