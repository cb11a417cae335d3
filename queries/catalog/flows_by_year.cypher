// zh: 按年和状态分的资金
// en: Money by year and status
// about.zh: 年份取自资金的期间；没有期间的不计。
// about.en: The year is the first of the flow's period; flows without one are left out.
// columns: year, status, flows, amount
MATCH (f:Flow) WHERE f.period IS NOT NULL AND f.currency = 'CNY' AND f.amount IS NOT NULL AND f.per IS NULL AND f.cumulative = false AND NOT EXISTS { MATCH (f)-[:SLICE_OF]->(:Flow) }
RETURN left(f.period, 4) AS year, f.status AS status, count(f) AS flows, sum(f.amount) AS amount ORDER BY year, status
