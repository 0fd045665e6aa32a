-- The menu's dishes and drinks, the longest looked at first. An item that lay in several sections (two versions of
-- the menu, say) is one row; filter by menu to tell them apart.
SELECT
  target, section, visits, reach, exposures, dwell_ms, dwell_median_ms, dwell_p90_ms, paused_ms, scrolling_ms,
  attention_ms, attention_share, read_exposures, skimmed_exposures, skim_rate, revisits, first_at_ms, last_at_ms,
  position_median, entries, exits
FROM targets
WHERE kind = 'item'
ORDER BY dwell_ms DESC, target
