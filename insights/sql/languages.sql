-- Languages of the page, the most visited first.
SELECT
  value, visits, sessions, active_ms, active_median_ms, exposures, read_exposures, skim_rate, first_at_ms, last_at_ms
FROM breakdowns
WHERE dimension = 'language'
ORDER BY visits DESC, value NULLS LAST
