// zh: 谁参加了什么项目
// en: Who takes part in which programme
// about.zh: 参加项目或联盟的机构和园区。
// about.en: Bodies and zones that take part in programmes or alliances.
// columns: programme, participant
MATCH (z)-[:PARTICIPATES_IN]->(g) RETURN DISTINCT g.name AS programme, z.name AS participant ORDER BY programme, participant
