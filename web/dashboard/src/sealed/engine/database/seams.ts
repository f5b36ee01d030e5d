/**
 * Finds, over `tail.cuts`, the visits of segments that lie in a stretch with visits of another origin: of one visitor (people and bots apart), each
 * beginning less than 30 minutes after the end of all that precede it. docs/formats/sealed.md, "Reading segments".
 */
export const seams = `
  WITH shared AS (
    SELECT visitor, bot_reason IS NULL AS person FROM tail.cuts GROUP BY ALL HAVING min(origin) <> max(origin)
  ), ordered AS (
    SELECT origin, visit, visitor, person, started_at, max(ended_at) OVER (
      PARTITION BY visitor, person ORDER BY started_at, origin, visit ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM (SELECT origin, visit, visitor, bot_reason IS NULL AS person, started_at, ended_at FROM tail.cuts) SEMI JOIN shared USING (visitor, person)
  ), stretches AS (
    SELECT *, count(*) FILTER (WHERE before IS NULL OR started_at - before >= INTERVAL 30 MINUTE) OVER (
      PARTITION BY visitor, person ORDER BY started_at, origin, visit ROWS UNBOUNDED PRECEDING) AS stretch
    FROM ordered
  ), mixed AS (
    SELECT origin, visit, min(origin) OVER stretch <> max(origin) OVER stretch AS is_mixed
    FROM stretches WINDOW stretch AS (PARTITION BY visitor, person, stretch)
  )
  SELECT origin, visit FROM mixed WHERE is_mixed AND origin > 0`;
