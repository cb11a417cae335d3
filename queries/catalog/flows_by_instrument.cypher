// zh: 按方式和状态分的资金
// en: Money by instrument and status
// about.zh: 只加可以相加的：有金额、人民币、不是标准、不是累计数、不是已计总额的一部分。
// about.en: Adds only what may be added: priced, in yuan, no rate, no running total, no part of a counted total.
// columns: instrument, status, flows, amount
MATCH (f:Flow) WHERE f.currency = 'CNY' AND f.amount IS NOT NULL AND f.per IS NULL AND f.cumulative = false AND NOT EXISTS { MATCH (f)-[:SLICE_OF]->(:Flow) }
RETURN f.instrument AS instrument, f.status AS status, count(f) AS flows, sum(f.amount) AS amount ORDER BY amount DESC, instrument, status
