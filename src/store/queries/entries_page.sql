SELECT seq, time, actor, label, undo_of, hash,
       (SELECT count(*) FROM journal_row WHERE entry = seq) AS rows
FROM journal_entry
WHERE seq <= ?1
ORDER BY seq DESC
LIMIT ?2
