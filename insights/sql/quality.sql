-- How far the figures can be trusted, in one row; none if there was no visit.
--
-- An event is late that was received more than six minutes after it ended: a page holds events for five minutes by
-- default (flush_age_ms), and what takes a minute longer has waited for a line, a server or the next visit.
-- Percentiles of the clocks' skew are over visits, by nearest rank.
WITH raw AS (
  SELECT count(*) AS rows_in_lake FROM events
),
told AS (
  SELECT
    count(*) AS events,
    sum(
      CASE
        WHEN received_at_ms - occurred_at_ms - coalesce(paused_ms, 0) - coalesce(scrolling_ms, 0)
          - coalesce(active_ms, 0) - coalesce(idle_ms, 0) > 360000 THEN 1
        ELSE 0
      END
    ) AS late
  FROM unique_events
),
ranked AS (
  SELECT
    visits.*,
    count(*) OVER () AS places,
    row_number() OVER (ORDER BY clock_skew_ms) AS place,
    row_number() OVER (ORDER BY abs(clock_skew_ms)) AS abs_place
  FROM visits
),
visited AS (
  SELECT
    count(*) AS visits,
    sum(dropped) AS dropped,
    sum(bot) AS bots,
    min(CASE WHEN place * 2 >= places THEN clock_skew_ms END) AS skew_median_ms,
    min(CASE WHEN abs_place * 100 >= places * 99 THEN abs(clock_skew_ms) END) AS skew_p99_abs_ms,
    sum(CASE WHEN engine = 'wasm' THEN 1 ELSE 0 END) AS wasm_visits,
    sum(CASE WHEN engine = 'js' THEN 1 ELSE 0 END) AS js_visits
  FROM ranked
)
SELECT
  events,
  rows_in_lake - events AS duplicates,
  dropped,
  late,
  CAST(late AS DOUBLE) / events AS late_share,
  skew_median_ms,
  skew_p99_abs_ms,
  bots,
  CAST(wasm_visits AS DOUBLE) / visits AS wasm_share,
  CAST(js_visits AS DOUBLE) / visits AS js_share,
  files,
  files_left_out
FROM visited
CROSS JOIN told
CROSS JOIN raw
CROSS JOIN files
WHERE visits > 0
