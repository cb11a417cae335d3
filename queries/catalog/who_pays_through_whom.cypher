// zh: 谁通过谁把钱给谁
// en: Who pays whom through whom
// about.zh: 付款方、经由、收款方都说到的资金。
// about.en: Flows that name payer, intermediary and recipient.
// columns: payer, through, recipient, amount_text, status
MATCH (p)-[:PROVIDES]->(f:Flow)-[:THROUGH]->(t) MATCH (f)-[:RECEIVED_BY]->(r)
RETURN p.name AS payer, t.name AS through, r.name AS recipient, f.amount_text AS amount_text, f.status AS status ORDER BY payer, through, recipient, f.amount DESC, amount_text, status
