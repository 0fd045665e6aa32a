-- Which section was looked at after which. `from_target` is the page's own word for what it had in view before, so no
-- event has to be sorted. A visit's first section has no `from_section`; from its last one a row leads to none.
WITH section_exposures AS (
  SELECT visit_id, exposure_number, target, from_target FROM exposures WHERE kind = 'section'
),
last_exposures AS (
  SELECT visit_id, max(exposure_number) AS exposure_number
  FROM unique_events
  WHERE event_type = 'exposure' AND kind = 'section'
  GROUP BY visit_id
),
steps AS (
  SELECT visit_id, from_target AS from_section, target AS to_section FROM section_exposures
  UNION ALL
  SELECT section_exposures.visit_id, target AS from_section, CAST(NULL AS VARCHAR) AS to_section
  FROM section_exposures
  JOIN last_exposures
    ON section_exposures.visit_id = last_exposures.visit_id
    AND section_exposures.exposure_number = last_exposures.exposure_number
),
visit_steps AS (
  SELECT visit_id, from_section, to_section, count(*) AS transitions
  FROM steps
  GROUP BY visit_id, from_section, to_section
),
summed AS (
  SELECT from_section, to_section, sum(transitions) AS transitions, count(*) AS visits
  FROM visit_steps
  GROUP BY from_section, to_section
)
SELECT
  from_section,
  to_section,
  transitions,
  CAST(transitions AS DOUBLE) / sum(transitions) OVER (PARTITION BY from_section) AS share,
  visits
FROM summed
ORDER BY transitions DESC, from_section NULLS FIRST, to_section NULLS LAST
