-- Days in local time, with the visits that began on each.
WITH summed AS (
  SELECT
    local_day,
    count(*) AS visits,
    count(DISTINCT session_id) AS sessions,
    sum(active_ms) AS active_ms,
    sum(exposures) AS exposures,
    sum(events) AS events
  FROM local_visits
  GROUP BY local_day
)
SELECT
  date_format(from_unixtime(local_day * 86400), '%Y-%m-%d') AS day, visits, sessions, active_ms, exposures, events
FROM summed
ORDER BY day
