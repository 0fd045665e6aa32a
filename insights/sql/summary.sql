-- Everything in one row; none if there was no visit.
WITH visited AS (
  SELECT
    count(*) AS visits,
    count(DISTINCT session_id) AS sessions,
    sum(events) AS events,
    sum(active_ms) AS active_ms,
    sum(idle_ms) AS idle_ms,
    sum(dropped) AS dropped,
    count(DISTINCT table_id) AS tables,
    max(last_received_at_ms) AS last_received_at_ms
  FROM visits
),
exposed AS (
  SELECT count(*) AS exposures FROM exposures
)
SELECT
  visits, sessions, events, exposures, active_ms, idle_ms, dropped, tables, last_received_at_ms
FROM visited
CROSS JOIN exposed
WHERE visits > 0
