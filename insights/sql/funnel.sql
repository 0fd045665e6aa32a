-- From opening the menu to the page's own event (an order, say). A step counts the visits that reached it and all
-- before it; the order of events within a visit does not matter.
WITH reported AS (
  SELECT visit_id, count(*) AS reports
  FROM unique_events
  CROSS JOIN parameters
  WHERE event_type = 'custom' AND name = event
  GROUP BY visit_id
),
flagged AS (
  SELECT
    CASE WHEN section_exposures > 0 THEN 1 ELSE 0 END AS section_seen,
    CASE WHEN read_section_exposures > 0 THEN 1 ELSE 0 END AS section_read,
    CASE WHEN item_exposures > 0 THEN 1 ELSE 0 END AS item_seen,
    CASE WHEN read_item_exposures > 0 THEN 1 ELSE 0 END AS item_read,
    CASE WHEN reports > 0 THEN 1 ELSE 0 END AS reported
  FROM visit_totals
  LEFT JOIN reported ON visit_totals.visit_id = reported.visit_id
),
counted AS (
  SELECT
    count(*) AS visits,
    sum(section_seen) AS sections_seen,
    sum(section_seen * section_read) AS sections_read,
    sum(section_seen * section_read * item_seen) AS items_seen,
    sum(section_seen * section_read * item_seen * item_read) AS items_read,
    sum(section_seen * section_read * item_seen * item_read * reported) AS reports
  FROM flagged
),
steps AS (
  SELECT
    position,
    step,
    visits AS all_visits,
    CASE position
      WHEN 1 THEN visits WHEN 2 THEN sections_seen WHEN 3 THEN sections_read
      WHEN 4 THEN items_seen WHEN 5 THEN items_read ELSE reports
    END AS visits
  FROM counted
  CROSS JOIN (
    VALUES (1, 'visit'), (2, 'section_seen'), (3, 'section_read'), (4, 'item_seen'), (5, 'item_read'), (6, 'event')
  ) AS names (position, step)
  WHERE visits > 0
)
SELECT
  step,
  position,
  visits,
  CAST(visits AS DOUBLE) / all_visits AS share,
  CASE
    WHEN position = 1 THEN 1
    ELSE CAST(visits AS DOUBLE) / nullif(lag(visits) OVER (ORDER BY position), 0)
  END AS share_of_previous
FROM steps
ORDER BY position
