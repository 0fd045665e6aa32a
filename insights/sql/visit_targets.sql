-- One row per visit and target that was viewable in it: the first and the last of its exposures there, and what they
-- sum to. The kinds are grouped apart for the reason told in exposures.sql.
SELECT
  'section' AS kind,
  visit_id,
  target,
  max(section) AS section,
  min(exposure_number) AS first_exposure,
  max(exposure_number) AS last_exposure,
  min(occurred_at_ms) AS first_at_ms,
  max(occurred_at_ms) AS last_at_ms,
  count(*) AS exposures,
  sum(CASE WHEN was_read THEN 1 ELSE 0 END) AS read_exposures,
  sum(paused_ms) AS paused_ms,
  sum(scrolling_ms) AS scrolling_ms,
  sum(attention_ms) AS attention_ms,
  max(dwell_ms) AS dwell_max_ms
FROM exposures
WHERE kind = 'section'
GROUP BY visit_id, target
UNION ALL
SELECT
  'item' AS kind,
  visit_id,
  target,
  max(section) AS section,
  min(exposure_number) AS first_exposure,
  max(exposure_number) AS last_exposure,
  min(occurred_at_ms) AS first_at_ms,
  max(occurred_at_ms) AS last_at_ms,
  count(*) AS exposures,
  sum(CASE WHEN was_read THEN 1 ELSE 0 END) AS read_exposures,
  sum(paused_ms) AS paused_ms,
  sum(scrolling_ms) AS scrolling_ms,
  sum(attention_ms) AS attention_ms,
  max(dwell_ms) AS dwell_max_ms
FROM exposures
WHERE kind = 'item'
GROUP BY visit_id, target
