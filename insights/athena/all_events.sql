-- The lake's batches, unfolded: a row an event, in the columns of linger_wire::row::COLUMNS and as linger_wire::unfold
-- has it, and the day. What a batch's line leaves out stands in here: sums of nothing are 0, attention is shared by
-- `upper`, and of a hundred sessions all were measured.
--
-- The events are numbered and then taken by their place. UNNEST of an array of rows would say the same on Athena, and
-- something else on other engines. A batch has 500 events at most (linger_wire::limits), sequence() 10,000.
SELECT
  site,
  visit_id,
  event.number AS event_number,
  session_id,
  CASE WHEN event.type IN ('section', 'item') THEN 'exposure' ELSE event.type END AS event_type,
  received_at_ms,
  started_at_ms + event.at_ms + received_at_ms - sent_at_ms AS occurred_at_ms,
  event.at_ms AS at_ms,
  received_at_ms - sent_at_ms AS clock_skew_ms,
  event.exposure AS exposure_number,
  CASE WHEN event.type IN ('section', 'item') THEN event.type END AS kind,
  event.target AS target,
  event.section AS section,
  event.from_target AS from_target,
  CASE WHEN event.type IN ('section', 'item') THEN coalesce(event.paused_ms, 0) END AS paused_ms,
  CASE WHEN event.type IN ('section', 'item') THEN coalesce(event.scrolling_ms, 0) END AS scrolling_ms,
  CASE WHEN event.type IN ('section', 'item') THEN coalesce(event.attention_ms, 0) END AS attention_ms,
  CASE WHEN event.type = 'activity' THEN coalesce(event.active_ms, 0) END AS active_ms,
  CASE WHEN event.type = 'activity' THEN coalesce(event.idle_ms, 0) END AS idle_ms,
  CASE WHEN event.type = 'activity' THEN coalesce(event.elsewhere_section_ms, 0) END AS elsewhere_section_ms,
  CASE WHEN event.type = 'activity' THEN coalesce(event.elsewhere_item_ms, 0) END AS elsewhere_item_ms,
  event.name AS name,
  event.properties AS properties,
  path,
  menu,
  table_id,
  lang,
  device_class,
  device_class = 'bot' AS bot,
  viewport_width,
  viewport_height,
  read_ms,
  batch_number,
  flush_reason,
  dropped,
  sdk,
  engine,
  started_at_ms,
  sent_at_ms,
  coalesce(gaze, 'upper') AS gaze,
  coalesce(sample_percent, 100) AS sample_percent,
  dt
FROM (
  SELECT batches.*, events[place] AS event
  FROM batches
  CROSS JOIN UNNEST(CASE WHEN cardinality(events) > 0 THEN sequence(1, cardinality(events)) END) AS places (place)
) AS unfolded
