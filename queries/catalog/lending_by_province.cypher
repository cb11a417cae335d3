// zh: 一家银行在各省各年的科技贷款
// en: A bank's lending by province and year
// about.zh: 银行及其分支机构的贷款和授信，按放款机构所在省和年份；没有期间的年份为空。
// about.en: Loans and credit lines of a bank and its branches, by the province where the lender is and by year, which is empty where none is told.
// param: name string = 国家开发银行
// columns: province, year, instrument, status, flows, largest
MATCH (b:Institution)-[:PART_OF*0..2]->(:Institution {name: $name})
WITH DISTINCT b
MATCH (b)-[:LOCATED_IN]->(:Place)-[:WITHIN*0..3]->(p:Place {kind: 'province'})
WITH DISTINCT b, p
MATCH (b)-[:PROVIDES]->(f:Flow) WHERE f.instrument IN ['loan', 'credit_line']
RETURN p.name AS province, left(f.period, 4) AS year, f.instrument AS instrument, f.status AS status, count(f) AS flows, max(f.amount) AS largest
ORDER BY province, year, instrument, status
