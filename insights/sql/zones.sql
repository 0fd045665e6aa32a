-- Exposure rate, exposure time and attractiveness rate as the zoning tools define them (Contentsquare, help centre:
-- zone-based heat maps), so that figures can be compared. Theirs are of page views, ours of visits.
--
-- A zone is exposed when it was on the screen for 150 ms, their bound. On the screen means viewable here, while theirs
-- is the line at the zone's mid-height, which misses a zone taller than the screen.
-- exposure_rate: visits in which it was exposed, of all visits.
-- exposure_time_ms: its dwell in the visits in which it was exposed, on average.
-- attractiveness_rate: of the visits in which it was exposed, those with a tap on it: a custom event of any name whose
-- property `item` (of a section: `section`) is its id.
WITH exposed AS (
  SELECT kind, visit_id, target, paused_ms + scrolling_ms AS dwell_ms
  FROM visit_targets
  WHERE dwell_max_ms >= 150
),
custom AS (
  SELECT visit_id, properties FROM unique_events WHERE event_type = 'custom' AND properties IS NOT NULL
),
tapped AS (
  SELECT DISTINCT 'item' AS kind, visit_id, json_extract_scalar(properties, '$.item') AS target FROM custom
  UNION ALL
  SELECT DISTINCT 'section' AS kind, visit_id, json_extract_scalar(properties, '$.section') AS target FROM custom
),
summed AS (
  SELECT
    exposed.kind,
    exposed.target,
    count(*) AS visits,
    count(tapped.visit_id) AS tapped_visits,
    sum(dwell_ms) AS dwell_ms
  FROM tapped
  RIGHT JOIN exposed
    ON tapped.visit_id = exposed.visit_id AND tapped.target = exposed.target AND tapped.kind = exposed.kind
  GROUP BY exposed.kind, exposed.target
),
whole AS (
  SELECT count(*) AS all_visits FROM visits
)
SELECT
  summed.kind,
  summed.target,
  CAST(summed.visits AS DOUBLE) / all_visits AS exposure_rate,
  CAST(dwell_ms AS DOUBLE) / summed.visits AS exposure_time_ms,
  CAST(tapped_visits AS DOUBLE) / summed.visits AS attractiveness_rate
FROM summed
CROSS JOIN whole
ORDER BY summed.kind DESC, exposure_rate DESC, summed.target
