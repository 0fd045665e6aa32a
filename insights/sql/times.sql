-- When guests read: hours of the week in local time, with the visits that began in each.
SELECT
  local_weekday AS weekday,
  local_hour AS hour,
  count(*) AS visits,
  sum(active_ms) AS active_ms,
  sum(exposures) AS exposures,
  sum(read_exposures) AS read_exposures
FROM local_visits
GROUP BY local_weekday, local_hour
ORDER BY weekday, hour
