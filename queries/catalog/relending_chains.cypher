// zh: 再贷款链条
// en: Relending chains
// about.zh: 央行经由某项再贷款提供的资金，和金融机构用同一项再贷款放出的贷款。
// about.en: Money relent through a facility, beside what was lent on through the same facility.
// columns: source, facility, quota, status, lender, borrower, lent
MATCH (c)-[:PROVIDES]->(r:Flow {instrument: 'relending'})-[:THROUGH]->(g:Program)
OPTIONAL MATCH (g)<-[:THROUGH]-(l:Flow {instrument: 'loan'})
OPTIONAL MATCH (b)-[:PROVIDES]->(l) OPTIONAL MATCH (l)-[:RECEIVED_BY]->(e)
RETURN DISTINCT c.name AS source, g.name AS facility, r.amount_text AS quota, r.status AS status, b.name AS lender, e.name AS borrower, l.amount_text AS lent ORDER BY facility, source, quota, status, lender, borrower, lent
