// zh: 一个园区的钱从哪里来
// en: A zone's sources
// about.zh: 园区作为收款方的资金，管委会另列。
// about.en: Flows that a zone receives; its committee stands apart.
// param: name string = 武汉东湖新技术开发区
// columns: recipient, payer, amount_text, status, instrument
CALL {
  MATCH (f:Flow)-[:RECEIVED_BY]->(z:Zone {name: $name}) MATCH (p)-[:PROVIDES]->(f)
  RETURN z.name AS recipient, p.name AS payer, f.amount_text AS amount_text, f.status AS status, f.instrument AS instrument
  UNION MATCH (c:Institution)-[:MANAGES]->(:Zone {name: $name}) MATCH (f:Flow)-[:RECEIVED_BY]->(c) MATCH (p)-[:PROVIDES]->(f)
  RETURN c.name AS recipient, p.name AS payer, f.amount_text AS amount_text, f.status AS status, f.instrument AS instrument
}
RETURN recipient, payer, amount_text, status, instrument ORDER BY recipient, payer, amount_text, status, instrument
