-- The dishes and drinks within each section, in the section the page had them in when they were seen: an item that lay
-- in two sections has a row in each. Items that lay in none are left out. The most looked at of each section first.
WITH item_visits AS (
  SELECT
    visit_id,
    section,
    target,
    count(*) AS exposures,
    sum(CASE WHEN was_read THEN 1 ELSE 0 END) AS read_exposures,
    sum(paused_ms) AS paused_ms,
    sum(dwell_ms) AS dwell_ms,
    sum(attention_ms) AS attention_ms
  FROM exposures
  WHERE kind = 'item' AND section IS NOT NULL
  GROUP BY visit_id, section, target
),
item_sums AS (
  SELECT
    section,
    target,
    count(*) AS visits,
    sum(exposures) AS exposures,
    sum(read_exposures) AS read_exposures,
    sum(paused_ms) AS paused_ms,
    sum(dwell_ms) AS dwell_ms,
    sum(attention_ms) AS attention_ms
  FROM item_visits
  GROUP BY section, target
),
shared AS (
  SELECT item_sums.*, sum(attention_ms) OVER (PARTITION BY section) AS section_attention_ms
  FROM item_sums
),
seen AS (
  SELECT visit_id, CASE WHEN kind = 'section' THEN target ELSE section END AS section
  FROM unique_events
  WHERE event_type = 'exposure'
  GROUP BY visit_id, CASE WHEN kind = 'section' THEN target ELSE section END
),
section_visits AS (
  SELECT section, count(*) AS visits FROM seen GROUP BY section
)
SELECT
  shared.section,
  target,
  shared.visits,
  CAST(shared.visits AS DOUBLE) / section_visits.visits AS reach_in_section,
  exposures,
  dwell_ms,
  paused_ms,
  attention_ms,
  coalesce(CAST(attention_ms AS DOUBLE) / nullif(section_attention_ms, 0), 0) AS attention_share_in_section,
  CAST(exposures - read_exposures AS DOUBLE) / exposures AS skim_rate
FROM shared
JOIN section_visits ON shared.section = section_visits.section
ORDER BY shared.section, attention_ms DESC, target
