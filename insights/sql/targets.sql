-- What each section and each item got, over all visits.
--
-- Median and 90th percentile are by nearest rank: the smallest dwell that at least half (nine tenths) of the
-- exposures do not exceed. That is exact, and both engines give the same figure; their own percentile functions
-- differ in name and in how they interpolate.
--
-- attention_share: the attention of all targets of a kind, and the active time with none of them in view, sum to
-- the active time; the share is of that sum.
WITH ranked AS (
  SELECT
    exposures.*,
    row_number() OVER (PARTITION BY kind, target ORDER BY dwell_ms) AS place,
    count(*) OVER (PARTITION BY kind, target) AS places
  FROM exposures
),
summed AS (
  SELECT
    kind,
    target,
    max(section) AS section,
    count(DISTINCT visit_id) AS visits,
    count(*) AS exposures,
    sum(dwell_ms) AS dwell_ms,
    min(CASE WHEN place * 2 >= places THEN dwell_ms END) AS dwell_median_ms,
    min(CASE WHEN place * 10 >= places * 9 THEN dwell_ms END) AS dwell_p90_ms,
    sum(paused_ms) AS paused_ms,
    sum(scrolling_ms) AS scrolling_ms,
    sum(attention_ms) AS attention_ms,
    sum(CASE WHEN was_read THEN 1 ELSE 0 END) AS read_exposures,
    sum(CASE WHEN was_read THEN 0 ELSE 1 END) AS skimmed_exposures
  FROM ranked
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
  shared.*,
  CAST(visits AS DOUBLE) / all_visits AS reach,
  coalesce(
    CAST(attention_ms AS DOUBLE) / nullif(
      kind_attention_ms + CASE WHEN kind = 'section' THEN elsewhere_section_ms ELSE elsewhere_item_ms END,
      0
    ),
    0
  ) AS attention_share,
  CAST(skimmed_exposures AS DOUBLE) / exposures AS skim_rate,
  exposures - visits AS revisits
FROM shared
CROSS JOIN whole
