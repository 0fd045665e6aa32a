-- Two versions of the menu, section by section: how long a visit dwells on it, of all visits of that version, and
-- whether the second version holds longer. A section that only one of them has is compared with nothing there.
--
-- The interval is the percentile bootstrap's (Efron, 1979; Efron and Tibshirani, An Introduction to the Bootstrap,
-- 1993, chapter 13): 500 replicates of the difference of the means, the middle 95 % of them by nearest rank. What is
-- drawn are groups of visits, at most 128 a version: visits are independent and dealt out in the order of their random
-- ids, so groups are as good as visits, and drawing costs the same for any number of visits.
--
-- The draws are arithmetic on replicate, draw and version (squares modulo the prime 2^31 - 1), so that all engines
-- draw the same and the same events have the same answer.
--
-- Below 30 visits of a version there is no interval: the bootstrap's is too narrow then.
WITH compared AS (
  SELECT 0 AS version, menu_a AS menu FROM parameters
  UNION ALL
  SELECT 1 AS version, menu_b AS menu FROM parameters WHERE menu_b <> menu_a
),
versions AS (
  SELECT visit_id, version
  FROM visits
  JOIN compared ON visits.menu = compared.menu
),
dealt AS (
  SELECT
    visit_id,
    version,
    (CAST(row_number() OVER (PARTITION BY version ORDER BY visit_id) AS BIGINT) - 1) % 128 AS bucket
  FROM versions
),
bucket_dwells AS (
  SELECT version, bucket, target, sum(paused_ms) + sum(scrolling_ms) AS dwell_ms
  FROM dealt
  JOIN unique_events ON dealt.visit_id = unique_events.visit_id
  WHERE event_type = 'exposure' AND kind = 'section'
  GROUP BY version, bucket, target
),
targets_seen AS (
  SELECT DISTINCT target FROM bucket_dwells
),
bucket_visits AS (
  SELECT version, bucket, count(*) AS visits FROM dealt GROUP BY version, bucket
),
grid AS (
  SELECT
    bucket_visits.version,
    bucket_visits.bucket,
    targets_seen.target,
    visits,
    coalesce(dwell_ms, 0) AS dwell_ms
  FROM bucket_visits
  CROSS JOIN targets_seen
  LEFT JOIN bucket_dwells
    ON bucket_visits.version = bucket_dwells.version
    AND bucket_visits.bucket = bucket_dwells.bucket
    AND targets_seen.target = bucket_dwells.target
),
sizes AS (
  SELECT version, count(*) AS buckets FROM bucket_visits GROUP BY version
),
digits (digit) AS (
  VALUES (0), (1), (2), (3), (4), (5), (6), (7)
),
numbers AS (
  SELECT CAST(a.digit + 8 * b.digit + 64 * c.digit AS BIGINT) AS number
  FROM digits AS a
  CROSS JOIN digits AS b
  CROSS JOIN digits AS c
),
seeds AS (
  SELECT
    version,
    buckets,
    replicates.number AS replicate,
    (CAST(version AS BIGINT) * 65536 + replicates.number * 128 + draws.number + 1) * 48271 % 2147483647 AS seed
  FROM numbers AS replicates
  CROSS JOIN numbers AS draws
  CROSS JOIN sizes
  WHERE replicates.number < 500 AND draws.number < 128 AND draws.number < buckets
),
stirred AS (
  SELECT version, buckets, replicate, seed, (seed * seed + 69621) % 2147483647 AS once FROM seeds
),
stirred_again AS (
  SELECT version, buckets, replicate, (once * once + seed * 16807) % 2147483647 AS twice FROM stirred
),
drawn AS (
  SELECT version, replicate, (twice * twice + 39373) % 2147483647 % buckets AS bucket FROM stirred_again
),
replicated AS (
  SELECT
    target,
    replicate,
    CAST(sum(CASE WHEN drawn.version = 1 THEN dwell_ms ELSE 0 END) AS DOUBLE)
      / nullif(sum(CASE WHEN drawn.version = 1 THEN visits ELSE 0 END), 0)
    - CAST(sum(CASE WHEN drawn.version = 0 THEN dwell_ms ELSE 0 END) AS DOUBLE)
      / nullif(sum(CASE WHEN drawn.version = 0 THEN visits ELSE 0 END), 0) AS difference_ms
  FROM drawn
  JOIN grid ON drawn.version = grid.version AND drawn.bucket = grid.bucket
  GROUP BY target, replicate
),
ranked AS (
  SELECT
    target,
    difference_ms,
    row_number() OVER (PARTITION BY target ORDER BY difference_ms) AS place,
    count(*) OVER (PARTITION BY target) AS places
  FROM replicated
),
intervals AS (
  SELECT
    target,
    min(CASE WHEN place * 40 >= places THEN difference_ms END) AS low_ms,
    min(CASE WHEN place * 40 >= places * 39 THEN difference_ms END) AS high_ms
  FROM ranked
  GROUP BY target
),
observed AS (
  SELECT
    target,
    sum(CASE WHEN version = 0 THEN visits ELSE 0 END) AS visits_a,
    sum(CASE WHEN version = 1 THEN visits ELSE 0 END) AS visits_b,
    sum(CASE WHEN version = 0 THEN dwell_ms ELSE 0 END) AS dwell_a_ms,
    sum(CASE WHEN version = 1 THEN dwell_ms ELSE 0 END) AS dwell_b_ms
  FROM grid
  GROUP BY target
),
means AS (
  SELECT
    observed.target,
    visits_a,
    visits_b,
    CAST(dwell_a_ms AS DOUBLE) / nullif(visits_a, 0) AS dwell_mean_a_ms,
    CAST(dwell_b_ms AS DOUBLE) / nullif(visits_b, 0) AS dwell_mean_b_ms,
    CASE WHEN visits_a >= 30 AND visits_b >= 30 THEN low_ms END AS low_ms,
    CASE WHEN visits_a >= 30 AND visits_b >= 30 THEN high_ms END AS high_ms
  FROM observed
  JOIN intervals ON observed.target = intervals.target
)
SELECT
  target,
  visits_a,
  visits_b,
  dwell_mean_a_ms,
  dwell_mean_b_ms,
  dwell_mean_b_ms - dwell_mean_a_ms AS difference_ms,
  low_ms,
  high_ms,
  CASE WHEN low_ms > 0 THEN 'longer' WHEN high_ms < 0 THEN 'shorter' ELSE 'cannot tell' END AS verdict
FROM means
ORDER BY target
