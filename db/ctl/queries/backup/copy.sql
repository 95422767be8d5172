-- A copy of the whole database as it is now, in one file without side files. ?1 a file that is empty or missing.
VACUUM INTO ?1
