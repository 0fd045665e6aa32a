-- One row per exposure. An exposure that was open when a batch was cut lies in the lake in slices with the same
-- exposure_number; their times are additive.
SELECT
  slices.*,
  paused_ms + scrolling_ms AS dwell_ms,
  paused_ms >= read_ms AS was_read
FROM (
  SELECT
    visit_id,
    exposure_number,
    kind,
    target,
    max(section) AS section,
    max(from_target) AS from_target,
    min(at_ms) AS at_ms,
    min(occurred_at_ms) AS occurred_at_ms,
    sum(paused_ms) AS paused_ms,
    sum(scrolling_ms) AS scrolling_ms,
    sum(attention_ms) AS attention_ms,
    max(read_ms) AS read_ms
  FROM unique_events
  WHERE event_type = 'exposure'
  GROUP BY visit_id, exposure_number, kind, target
) AS slices
