// zh: 经由各项目的资金
// en: Money by programme
// about.zh: 每个项目、每种状态各几笔，最大的一笔是多少。
// about.en: How many flows run through each programme by status, and the largest.
// columns: programme, status, flows, largest
MATCH (f:Flow)-[:THROUGH]->(g:Program)
RETURN g.name AS programme, f.status AS status, count(f) AS flows, max(f.amount) AS largest ORDER BY flows DESC, programme, status
