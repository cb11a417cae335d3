// zh: 财政出资与基金规模
// en: Leverage: public money and the size that it drew
// about.zh: 中央或地方政府部门对基金的出资，与该基金公布的规模并列。
// about.en: What governments put into a fund beside the fund's announced size.
// columns: fund, government, paid_in, size
MATCH (g:Institution)-[:PROVIDES]->(p:Flow {instrument: 'investment'})-[:RECEIVED_BY]->(f:Fund) WHERE g.kind IN ['central_government', 'local_government']
MATCH (s:Flow {instrument: 'fund_size'})-[:RECEIVED_BY]->(f)
RETURN f.name AS fund, g.name AS government, p.amount AS paid_in, s.amount AS size ORDER BY fund, government, paid_in, size
