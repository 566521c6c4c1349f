-- The oldest and the newest image of every row of a table that the journal mentions after an entry.
SELECT known.row_id, oldest.before, newest.after
FROM (
    SELECT row_id, min(id) AS first_id, max(id) AS last_id
    FROM journal_row
    WHERE table_name = ?1 AND entry > ?2
    GROUP BY row_id
) AS known
JOIN journal_row AS oldest ON oldest.id = known.first_id
JOIN journal_row AS newest ON newest.id = known.last_id
ORDER BY known.row_id
