// zh: 更名和合并的机构
// en: Renamed and merged bodies
// about.zh: 新机构、旧机构和年份。
// about.en: The new body, the old one, and the year.
// columns: body, predecessor, year
MATCH (n:Institution)-[r:SUCCEEDS]->(o:Institution) RETURN n.name AS body, o.name AS predecessor, r.period AS year ORDER BY body, predecessor, year
