-- The menu matrix of Kasavana and Smith (Menu Engineering, 1982): each dish by two measures, each with a line.
--
-- Theirs are popularity and margin. Ours are what was done (the page's own event, an order say, that names a dish in
-- its property `item`) and what was looked at (attention). The line of the first is theirs, the 70 % rule: a dish is
-- ordered much when its share is at least 70 % of what each would have if all were equal. The line of the second is
-- the median of the attention shares, by nearest rank, as attention has no such rule and few dishes hold most of it.
--
-- star: looked at and ordered; plowhorse: ordered though little looked at; puzzle: looked at and not ordered;
-- dog: neither. Where nothing was ordered at all there is no quadrant. Dishes nobody saw have no row.
WITH looked_at AS (
  SELECT target, max(section) AS section, sum(attention_ms) AS attention_ms
  FROM unique_events
  WHERE event_type = 'exposure' AND kind = 'item'
  GROUP BY target
),
named AS (
  SELECT json_extract_scalar(properties, '$.item') AS target
  FROM unique_events
  CROSS JOIN parameters
  WHERE event_type = 'custom' AND name = event
),
reported AS (
  SELECT target, count(*) AS events FROM named GROUP BY target
),
dishes AS (
  SELECT looked_at.target, section, attention_ms, coalesce(events, 0) AS events
  FROM looked_at
  LEFT JOIN reported ON looked_at.target = reported.target
),
ranked AS (
  SELECT
    dishes.*,
    count(*) OVER () AS all_dishes,
    sum(attention_ms) OVER () AS all_attention_ms,
    sum(events) OVER () AS all_events,
    row_number() OVER (ORDER BY attention_ms) AS place
  FROM dishes
),
shared AS (
  SELECT
    target,
    section,
    attention_ms,
    place,
    all_dishes,
    coalesce(CAST(attention_ms AS DOUBLE) / nullif(all_attention_ms, 0), 0) AS attention_share,
    events,
    CAST(events AS DOUBLE) / nullif(all_events, 0) AS event_share,
    CAST(7 AS DOUBLE) / (10 * all_dishes) AS event_threshold_share
  FROM ranked
),
lined AS (
  SELECT
    shared.*,
    min(CASE WHEN place * 2 >= all_dishes THEN attention_share END) OVER () AS attention_median_share
  FROM shared
)
SELECT
  target,
  section,
  attention_ms,
  attention_share,
  events,
  event_share,
  attention_median_share,
  event_threshold_share,
  CASE
    WHEN event_share IS NULL THEN NULL
    WHEN attention_share >= attention_median_share AND event_share >= event_threshold_share THEN 'star'
    WHEN event_share >= event_threshold_share THEN 'plowhorse'
    WHEN attention_share >= attention_median_share THEN 'puzzle'
    ELSE 'dog'
  END AS quadrant
FROM lined
ORDER BY attention_ms DESC, target
