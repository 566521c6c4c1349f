SELECT entry, id, table_name, row_id, before, after
FROM journal_row
ORDER BY entry, id
