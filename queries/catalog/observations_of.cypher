// zh: 一个主体的数据
// en: The figures of a subject
// about.zh: 指标、数值、单位、期间和独立来源数。
// about.en: Measure, value, unit, period and how many independent articles say so.
// param: name string = 企业创新积分制
// columns: measure, value, unit, period, status, support
MATCH (s {name: $name})-[:MEASURED_BY]->(o:Observation)
RETURN o.measure AS measure, o.value AS value, o.unit AS unit, o.period AS period, o.status AS status, o.support AS support ORDER BY measure, period, value, unit, status, support
