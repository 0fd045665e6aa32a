-- The menu's sections, the longest looked at first.
SELECT
  target, visits, reach, exposures, dwell_ms, dwell_median_ms, dwell_p90_ms, paused_ms, scrolling_ms,
  attention_ms, attention_share, read_exposures, skimmed_exposures, skim_rate, revisits, first_at_ms, last_at_ms,
  position_median, entries, exits
FROM targets
WHERE kind = 'section'
ORDER BY dwell_ms DESC, target
