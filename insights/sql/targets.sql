-- What each section and each item got, over all visits.
--
-- Median and 90th percentile are by nearest rank: the smallest dwell that at least half (nine tenths) of the
-- exposures do not exceed. That is exact, and all engines give the same figure; their own percentile functions
-- differ in name and in how they interpolate. Exposures of the same dwell are counted first and the counts summed up,
-- so that what is sorted are the dwells that occur and not the exposures.
--
-- A visit's reading order of a kind is the order in which its targets of that kind first became viewable; a target's
-- place in it counts from 1. The visit began with the first of that order, and ended with the target whose exposure
-- was the last to begin.
--
-- attention_share: the attention of all targets of a kind, and the active time with none of them in view, sum to
-- the active time; the share is of that sum.
WITH placed AS (
  SELECT
    visit_targets.*,
    row_number() OVER (PARTITION BY kind, visit_id ORDER BY first_exposure, target) AS place,
    max(last_exposure) OVER (PARTITION BY kind, visit_id) AS visit_last_exposure
  FROM visit_targets
),
at_place AS (
  SELECT
    kind,
    target,
    place,
    max(section) AS section,
    count(*) AS visits,
    sum(exposures) AS exposures,
    sum(read_exposures) AS read_exposures,
    sum(paused_ms) AS paused_ms,
    sum(scrolling_ms) AS scrolling_ms,
    sum(attention_ms) AS attention_ms,
    sum(CASE WHEN last_exposure = visit_last_exposure THEN 1 ELSE 0 END) AS exits,
    min(first_at_ms) AS first_at_ms,
    max(last_at_ms) AS last_at_ms
  FROM placed
  GROUP BY kind, target, place
),
up_to_place AS (
  SELECT
    at_place.*,
    sum(visits) OVER (
      PARTITION BY kind, target ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS visits_so_far,
    sum(visits) OVER (PARTITION BY kind, target) AS target_visits
  FROM at_place
),
summed AS (
  SELECT
    kind,
    target,
    max(section) AS section,
    sum(visits) AS visits,
    sum(exposures) AS exposures,
    sum(read_exposures) AS read_exposures,
    sum(paused_ms) AS paused_ms,
    sum(scrolling_ms) AS scrolling_ms,
    sum(attention_ms) AS attention_ms,
    sum(CASE WHEN place = 1 THEN visits ELSE 0 END) AS entries,
    sum(exits) AS exits,
    min(first_at_ms) AS first_at_ms,
    max(last_at_ms) AS last_at_ms,
    min(CASE WHEN visits_so_far * 2 >= target_visits THEN place END) AS position_median
  FROM up_to_place
  GROUP BY kind, target
),
at_dwell AS (
  SELECT 'section' AS kind, target, dwell_ms, count(*) AS exposures
  FROM exposures
  WHERE kind = 'section'
  GROUP BY target, dwell_ms
  UNION ALL
  SELECT 'item' AS kind, target, dwell_ms, count(*) AS exposures
  FROM exposures
  WHERE kind = 'item'
  GROUP BY target, dwell_ms
),
up_to_dwell AS (
  SELECT
    at_dwell.*,
    sum(exposures) OVER (
      PARTITION BY kind, target ORDER BY dwell_ms ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS exposures_so_far,
    sum(exposures) OVER (PARTITION BY kind, target) AS target_exposures
  FROM at_dwell
),
ranked AS (
  SELECT
    kind,
    target,
    min(CASE WHEN exposures_so_far * 2 >= target_exposures THEN dwell_ms END) AS dwell_median_ms,
    min(CASE WHEN exposures_so_far * 10 >= target_exposures * 9 THEN dwell_ms END) AS dwell_p90_ms
  FROM up_to_dwell
  GROUP BY kind, target
),
shared AS (
  SELECT
    summed.*,
    sum(attention_ms) OVER (PARTITION BY kind) AS kind_attention_ms
  FROM summed
),
whole AS (
  SELECT
    count(*) AS all_visits,
    sum(elsewhere_section_ms) AS elsewhere_section_ms,
    sum(elsewhere_item_ms) AS elsewhere_item_ms
  FROM visits
)
SELECT
  shared.kind,
  shared.target,
  section,
  visits,
  CAST(visits AS DOUBLE) / all_visits AS reach,
  exposures,
  paused_ms + scrolling_ms AS dwell_ms,
  dwell_median_ms,
  dwell_p90_ms,
  paused_ms,
  scrolling_ms,
  attention_ms,
  coalesce(
    CAST(attention_ms AS DOUBLE) / nullif(
      kind_attention_ms + CASE WHEN shared.kind = 'section' THEN elsewhere_section_ms ELSE elsewhere_item_ms END,
      0
    ),
    0
  ) AS attention_share,
  read_exposures,
  exposures - read_exposures AS skimmed_exposures,
  CAST(exposures - read_exposures AS DOUBLE) / exposures AS skim_rate,
  exposures - visits AS revisits,
  first_at_ms,
  last_at_ms,
  position_median,
  entries,
  exits
FROM shared
JOIN ranked ON shared.kind = ranked.kind AND shared.target = ranked.target
CROSS JOIN whole
