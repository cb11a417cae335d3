// zh: 中央部门付出的资金
// en: Money from central government bodies
// about.zh: 中央政府部门作为付款方的每一笔资金。
// about.en: Every flow that a central government body pays.
// columns: ministry, amount_text, status, instrument, period
MATCH (m:Institution {kind: 'central_government'})-[:PROVIDES]->(f:Flow)
RETURN m.name AS ministry, f.amount_text AS amount_text, f.status AS status, f.instrument AS instrument, f.period AS period ORDER BY ministry, f.amount DESC, amount_text, period, status, instrument
