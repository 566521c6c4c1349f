-- Settings of every connection to a case.
PRAGMA mmap_size = 0;
PRAGMA cell_size_check = ON;
PRAGMA trusted_schema = OFF;
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = OFF;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
