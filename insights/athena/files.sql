-- How many files the answers are from. Athena leaves out none: it fails over a file that it cannot read.
SELECT count(DISTINCT "$path") AS files, 0 AS files_left_out
FROM batches
WHERE dt >= CAST(CAST(date_add('day', -${Days}, current_date) AS DATE) AS VARCHAR)
