-- What the views answer from: those events without the visits of programs.
SELECT *
FROM events_with_bots
WHERE NOT coalesce(bot, FALSE)
