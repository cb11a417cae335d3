// zh: 一个机构的合作方
// en: A body's partners
// about.zh: 合作关系不分方向。
// about.en: Cooperation has no direction.
// param: name string = 北京银行
// columns: partner, period
MATCH (i {name: $name})-[r:PARTNERS_WITH]-(p) RETURN DISTINCT p.name AS partner, r.period AS period ORDER BY partner, period
