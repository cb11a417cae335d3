// zh: 说法不一的金额
// en: Amounts in conflict
// about.zh: 其余都相同、金额不同的资金。
// about.en: Flows that differ in the figure alone.
// columns: recipient, amount_text, status, articles
MATCH (f:Flow {conflict: true}) OPTIONAL MATCH (f)-[:RECEIVED_BY]->(r)
RETURN r.name AS recipient, f.amount_text AS amount_text, f.status AS status, f.articles AS articles ORDER BY recipient, f.amount DESC, amount_text, status, f.id
