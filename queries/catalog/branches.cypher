// zh: 分支机构和下属单位
// en: Branches and subordinate bodies
// about.zh: 一个机构的直接下属。
// about.en: What is directly part of a body.
// param: name string = 中国工商银行
// columns: part, kind
MATCH (p:Institution)-[:PART_OF]->(:Institution {name: $name}) RETURN DISTINCT p.name AS part, p.kind AS kind ORDER BY part, kind
