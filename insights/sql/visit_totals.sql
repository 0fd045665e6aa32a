-- One row per visit with all that belongs to no single target: its context, its times, and how many exposures of each
-- kind it had and how many of them were read. An exposure's number tells it apart within the visit, whatever its kind.
WITH numbered AS (
  SELECT
    visit_id,
    exposure_number,
    max(CASE WHEN kind = 'section' THEN 1 ELSE 0 END) AS is_section,
    CASE WHEN sum(paused_ms) >= max(read_ms) THEN 1 ELSE 0 END AS is_read
  FROM unique_events
  WHERE event_type = 'exposure'
  GROUP BY visit_id, exposure_number
),
counted AS (
  SELECT
    visit_id,
    count(*) AS exposures,
    sum(is_read) AS read_exposures,
    sum(is_section) AS section_exposures,
    sum(is_section * is_read) AS read_section_exposures
  FROM numbered
  GROUP BY visit_id
)
SELECT
  visits.*,
  coalesce(exposures, 0) AS exposures,
  coalesce(read_exposures, 0) AS read_exposures,
  coalesce(section_exposures, 0) AS section_exposures,
  coalesce(read_section_exposures, 0) AS read_section_exposures,
  coalesce(exposures - section_exposures, 0) AS item_exposures,
  coalesce(read_exposures - read_section_exposures, 0) AS read_item_exposures
FROM visits
LEFT JOIN counted ON visits.visit_id = counted.visit_id
