-- Visits by what is the same for a whole visit. Whoever reads one dimension of this reads the visits once. The median
-- is by nearest rank.
WITH valued AS (
  SELECT 'menu' AS dimension, menu AS value, visit_totals.* FROM visit_totals
  UNION ALL
  SELECT 'table' AS dimension, table_id AS value, visit_totals.* FROM visit_totals
  UNION ALL
  SELECT 'language' AS dimension, lang AS value, visit_totals.* FROM visit_totals
  UNION ALL
  SELECT 'device' AS dimension, device_class AS value, visit_totals.* FROM visit_totals
),
ranked AS (
  SELECT
    valued.*,
    row_number() OVER (PARTITION BY dimension, value ORDER BY active_ms) AS place,
    count(*) OVER (PARTITION BY dimension, value) AS places
  FROM valued
)
SELECT
  dimension,
  value,
  count(*) AS visits,
  count(DISTINCT session_id) AS sessions,
  sum(active_ms) AS active_ms,
  min(CASE WHEN place * 2 >= places THEN active_ms END) AS active_median_ms,
  sum(exposures) AS exposures,
  sum(read_exposures) AS read_exposures,
  CAST(sum(exposures - read_exposures) AS DOUBLE) / nullif(sum(exposures), 0) AS skim_rate,
  min(first_at_ms) AS first_at_ms,
  max(last_at_ms) AS last_at_ms
FROM ranked
GROUP BY dimension, value
