// zh: 母基金与子基金
// en: Funds and their sub-funds
// about.zh: 谁是谁的子基金，各有多大。
// about.en: Which fund is part of which, and its announced size.
// columns: fund, part, size
MATCH (s:Fund)-[:PART_OF]->(f:Fund) OPTIONAL MATCH (w:Flow {instrument: 'fund_size'})-[:RECEIVED_BY]->(s)
RETURN f.name AS fund, s.name AS part, w.amount_text AS size ORDER BY fund, part, w.amount DESC, size
