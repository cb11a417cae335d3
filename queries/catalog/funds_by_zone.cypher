// zh: 各园区得到哪些基金
// en: Funds by the zone that they reach
// about.zh: 基金与园区的直接关系：位于、投向、设立、管理，或同一笔资金的两端。
// about.en: Direct links of funds and zones: located in, aimed at, set up or managed by, or two roles of one flow.
// columns: zone, fund, how
CALL {
  MATCH (f:Fund)-[:LOCATED_IN]->(z:Zone) RETURN z.name AS zone, f.name AS fund, 'located in' AS how
  UNION MATCH (f:Fund)-[:APPLIES_TO]->(z:Zone) RETURN z.name AS zone, f.name AS fund, 'applies to' AS how
  UNION MATCH (z:Zone)-[:ESTABLISHES]->(f:Fund) RETURN z.name AS zone, f.name AS fund, 'set up by' AS how
  UNION MATCH (f:Fund)-[:PROVIDES]->(:Flow)-[:RECEIVED_BY]->(z:Zone) RETURN z.name AS zone, f.name AS fund, 'pays' AS how
  UNION MATCH (z:Zone)-[:PROVIDES]->(:Flow)-[:RECEIVED_BY]->(f:Fund) RETURN z.name AS zone, f.name AS fund, 'paid by' AS how
  UNION MATCH (:Flow)-[:RECEIVED_BY]->(z:Zone) MATCH (w:Flow)-[:RECEIVED_BY]->(z) MATCH (w)-[:THROUGH]->(f:Fund) RETURN z.name AS zone, f.name AS fund, 'pays through it' AS how
}
RETURN zone, fund, how ORDER BY zone, fund, how
