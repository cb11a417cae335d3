// zh: 基金管理人
// en: Who manages which fund
// about.zh: 受托管理基金的机构。
// about.en: Bodies that manage funds.
// columns: manager, fund
MATCH (i:Institution)-[:MANAGES]->(f:Fund) RETURN DISTINCT i.name AS manager, f.name AS fund ORDER BY manager, fund
