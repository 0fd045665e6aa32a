-- The events that arrived today, or on the days before it that the views look back, by UTC's days.
SELECT *
FROM all_events
WHERE dt >= CAST(CAST(date_add('day', -${Days}, current_date) AS DATE) AS VARCHAR)
