-- Visits by the local day and hour in which they began. A day is a number: days since 1970-01-01, which was a Thursday.
WITH timed AS (
  SELECT visit_totals.*, first_at_ms + utc_offset_minutes * 60000 AS local_ms
  FROM parameters
  CROSS JOIN visit_totals
),
dated AS (
  SELECT timed.*, CAST(floor(CAST(local_ms AS DOUBLE) / 86400000) AS BIGINT) AS local_day
  FROM timed
)
SELECT
  dated.*,
  (local_day + 3) % 7 + 1 AS local_weekday,
  CAST(floor(CAST(local_ms - local_day * 86400000 AS DOUBLE) / 3600000) AS BIGINT) AS local_hour
FROM dated
