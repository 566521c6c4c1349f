SELECT seq, time, actor, label, undo_of, state, hash
FROM journal_entry
ORDER BY seq
