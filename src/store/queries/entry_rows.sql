SELECT id, table_name, row_id, before, after
FROM journal_row
WHERE entry = ?1
ORDER BY id
