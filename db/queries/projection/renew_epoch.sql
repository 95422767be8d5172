-- Another epoch than before, by chance.
UPDATE catalogue_version SET epoch = (epoch + 1 + (random() & 0x3FFFFFFF)) & 0x7FFFFFFF
