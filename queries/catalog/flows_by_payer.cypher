// zh: 某机构付出或承诺的资金
// en: What a body pays or promises
// about.zh: 一个付款方的全部资金，金额大的在前。
// about.en: All flows of one payer, the largest first.
// param: name string = 国家开发银行
// columns: amount_text, status, instrument, period, per, cumulative, amount
MATCH (p {name: $name})-[:PROVIDES]->(f:Flow)
RETURN f.amount_text AS amount_text, f.status AS status, f.instrument AS instrument, f.period AS period, f.per AS per, f.cumulative AS cumulative, f.amount AS amount
ORDER BY amount DESC, amount_text, period, status, instrument, per, cumulative
