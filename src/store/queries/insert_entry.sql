INSERT INTO journal_entry (seq, time, actor, label, undo_of, state, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
