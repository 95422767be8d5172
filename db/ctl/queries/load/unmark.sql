DROP TABLE unfinished_load
