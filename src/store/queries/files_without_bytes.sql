SELECT exhibit.number, exhibit_file.name
FROM exhibit_file
JOIN exhibit ON exhibit.id = exhibit_file.exhibit
WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.sha256 = exhibit_file.sha256)
ORDER BY exhibit.number, exhibit_file.position
