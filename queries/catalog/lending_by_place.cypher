// zh: 银行在各地的贷款和授信
// en: Bank lending by place
// about.zh: 按银行所在地统计的笔数。
// about.en: Flows by the place where the lending bank is.
// columns: place, instrument, flows
MATCH (b:Institution {kind: 'bank'})-[:LOCATED_IN]->(l:Place) MATCH (b)-[:PROVIDES]->(f:Flow) WHERE f.instrument IN ['loan', 'credit_line']
RETURN l.name AS place, f.instrument AS instrument, count(DISTINCT f.id) AS flows ORDER BY flows DESC, place, instrument
