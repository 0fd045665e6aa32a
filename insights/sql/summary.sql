-- Everything in one row; none if there was no visit. The median is by nearest rank.
WITH ranked AS (
  SELECT
    visit_totals.*,
    row_number() OVER (ORDER BY active_ms) AS place,
    count(*) OVER () AS places
  FROM visit_totals
),
summed AS (
  SELECT
    count(*) AS visits,
    count(DISTINCT session_id) AS sessions,
    sum(events) AS events,
    sum(exposures) AS exposures,
    sum(active_ms) AS active_ms,
    sum(idle_ms) AS idle_ms,
    sum(dropped) AS dropped,
    count(DISTINCT table_id) AS tables,
    max(last_received_at_ms) AS last_received_at_ms,
    min(CASE WHEN place * 2 >= places THEN active_ms END) AS active_median_ms,
    count(DISTINCT menu) AS menus,
    min(first_received_at_ms) AS first_received_at_ms
  FROM ranked
)
SELECT
  visits, sessions, events, exposures, active_ms, idle_ms, dropped, tables, last_received_at_ms,
  CAST(visits AS DOUBLE) / sessions AS visits_per_session, active_median_ms, menus, first_received_at_ms
FROM summed
WHERE visits > 0
