// zh: 联系最多的机构
// en: The most linked institutions
// about.zh: 关系和资金的条数；更细的中心性见 jinmai top。
// about.en: By the number of relations and flows; `jinmai top` has finer measures of centrality.
// param: count integer = 10
// columns: institution, links
MATCH (i:Institution)-[r:ESTABLISHES|ISSUES|RUNS|MANAGES|PARTNERS_WITH|PART_OF|POSTED_AT|PARTICIPATES_IN|APPROVES|LISTED_ON|PROVIDES|THROUGH|RECEIVED_BY]-()
RETURN i.name AS institution, count(r) AS links ORDER BY links DESC, institution LIMIT $count
