-- One row per visit. Context is the batch's and the same in every row of a visit, so any of its values will do;
-- `dropped` is a running count, so its largest value is the visit's. The clock's skew contains the time of transit,
-- so the smallest is the nearest to the truth.
SELECT
  visit_id,
  max(session_id) AS session_id,
  max(site) AS site,
  max(menu) AS menu,
  max(table_id) AS table_id,
  max(lang) AS lang,
  max(device_class) AS device_class,
  max(engine) AS engine,
  max(CASE WHEN bot THEN 1 ELSE 0 END) AS bot,
  min(clock_skew_ms) AS clock_skew_ms,
  count(*) AS events,
  max(dropped) AS dropped,
  coalesce(sum(active_ms), 0) AS active_ms,
  coalesce(sum(idle_ms), 0) AS idle_ms,
  coalesce(sum(elsewhere_section_ms), 0) AS elsewhere_section_ms,
  coalesce(sum(elsewhere_item_ms), 0) AS elsewhere_item_ms,
  min(occurred_at_ms) AS first_at_ms,
  max(occurred_at_ms) AS last_at_ms,
  min(received_at_ms) AS first_received_at_ms,
  max(received_at_ms) AS last_received_at_ms
FROM unique_events
GROUP BY visit_id
