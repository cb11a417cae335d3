// zh: 没有基金到达的园区
// en: Zones that no fund reaches
// about.zh: 与任何基金都没有直接关系的园区。
// about.en: Zones without any direct link to a fund.
// columns: zone, kind
MATCH (z:Zone) WHERE NOT EXISTS { MATCH (:Fund)-[:LOCATED_IN|APPLIES_TO]->(z) } AND NOT EXISTS { MATCH (z)-[:ESTABLISHES]->(:Fund) }
AND NOT EXISTS { MATCH (:Fund)-[:PROVIDES]->(:Flow)-[:RECEIVED_BY]->(z) } AND NOT EXISTS { MATCH (z)-[:PROVIDES]->(:Flow)-[:RECEIVED_BY]->(:Fund) }
RETURN z.name AS zone, z.kind AS kind ORDER BY zone, kind
