-- Each event once. A batch that is sent again, and small files that are merged while the old ones still stand, put
-- the same event into the lake twice; (visit_id, event_number) identifies it. The copy received first is kept.
--
-- Reads the table `events`: linger_wire::row::COLUMNS. On Athena that is the Glue table; on the embedded engine it
-- is the same columns with the filter already applied.
SELECT
  *
FROM (
  SELECT
    events.*,
    row_number() OVER (PARTITION BY visit_id, event_number ORDER BY received_at_ms) AS copy
  FROM events
) AS numbered
WHERE copy = 1
