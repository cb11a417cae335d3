// zh: 多篇独立报道印证的资金
// en: Flows that independent articles corroborate
// about.zh: 至少两篇独立文章说到的同一笔资金；同一文章的转载不算。
// about.en: Flows told by at least so many independent articles; copies of one article are not independent.
// param: least integer = 2
// columns: amount_text, status, instrument, support
MATCH (f:Flow) WHERE f.support >= $least
RETURN f.amount_text AS amount_text, f.status AS status, f.instrument AS instrument, f.support AS support ORDER BY support DESC, f.amount DESC, amount_text, status, instrument
