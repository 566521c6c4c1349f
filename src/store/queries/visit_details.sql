-- What few visits have, by the index that knows which.
SELECT id, draught_in, draught_out, note,
       not_before_text, first_seen_text, last_seen_text, not_after_text,
       not_before_exhibit, first_seen_exhibit, last_seen_exhibit, not_after_exhibit
FROM visit INDEXED BY visit_detail
WHERE (
    draught_in IS NOT NULL
    OR draught_out IS NOT NULL
    OR note IS NOT NULL
    OR not_before_text IS NOT NULL
    OR first_seen_text IS NOT NULL
    OR last_seen_text IS NOT NULL
    OR not_after_text IS NOT NULL
    OR not_before_exhibit IS NOT NULL
    OR first_seen_exhibit IS NOT NULL
    OR last_seen_exhibit IS NOT NULL
    OR not_after_exhibit IS NOT NULL
) AND id BETWEEN ?1 AND ?2
ORDER BY id
