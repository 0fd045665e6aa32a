-- What single views ask for, in one row.
SELECT
  ${UtcOffsetMinutes} AS utc_offset_minutes,
  '${OrderEvent}' AS event,
  nullif('${MenuA}', '') AS menu_a,
  nullif('${MenuB}', '') AS menu_b
