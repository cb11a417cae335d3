// zh: 政策承诺的奖补标准
// en: What policies promise by rule
// about.zh: 规定性的资金：给谁、多少、什么条件。
// about.en: Flows that a rule promises: to whom, how much, on what condition.
// columns: policy, amount_text, qualifier, per, recipient, condition
MATCH (f:Flow {status: 'rule'}) OPTIONAL MATCH (f)-[:THROUGH]->(p) OPTIONAL MATCH (f)-[:RECEIVED_BY]->(r)
RETURN p.name AS policy, f.amount_text AS amount_text, f.qualifier AS qualifier, f.per AS per, r.name AS recipient, f.condition AS condition ORDER BY policy, amount_text, recipient, qualifier, per, condition
