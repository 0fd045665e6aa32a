-- One row per exposure. An exposure that was open when a batch was cut lies in the lake in slices with the same
-- exposure_number; their times are additive.
--
-- The kinds are grouped apart: `kind` as a key of millions of groups costs the embedded engine ten times as much, and
-- whoever asks for one kind reads only that.
SELECT
  'section' AS kind,
  visit_id,
  exposure_number,
  target,
  section,
  from_target,
  occurred_at_ms,
  paused_ms,
  scrolling_ms,
  attention_ms,
  paused_ms + scrolling_ms AS dwell_ms,
  paused_ms >= read_ms AS was_read
FROM (
  SELECT
    visit_id,
    exposure_number,
    target,
    max(section) AS section,
    max(from_target) AS from_target,
    min(occurred_at_ms) AS occurred_at_ms,
    sum(paused_ms) AS paused_ms,
    sum(scrolling_ms) AS scrolling_ms,
    sum(attention_ms) AS attention_ms,
    max(read_ms) AS read_ms
  FROM unique_events
  WHERE event_type = 'exposure' AND kind = 'section'
  GROUP BY visit_id, exposure_number, target
) AS section_slices
UNION ALL
SELECT
  'item' AS kind,
  visit_id,
  exposure_number,
  target,
  section,
  from_target,
  occurred_at_ms,
  paused_ms,
  scrolling_ms,
  attention_ms,
  paused_ms + scrolling_ms AS dwell_ms,
  paused_ms >= read_ms AS was_read
FROM (
  SELECT
    visit_id,
    exposure_number,
    target,
    max(section) AS section,
    max(from_target) AS from_target,
    min(occurred_at_ms) AS occurred_at_ms,
    sum(paused_ms) AS paused_ms,
    sum(scrolling_ms) AS scrolling_ms,
    sum(attention_ms) AS attention_ms,
    max(read_ms) AS read_ms
  FROM unique_events
  WHERE event_type = 'exposure' AND kind = 'item'
  GROUP BY visit_id, exposure_number, target
) AS item_slices
