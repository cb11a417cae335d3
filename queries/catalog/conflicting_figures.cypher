// zh: 说法不一的数据
// en: Observations in conflict
// about.zh: 同一主体、同一指标、同一期间而数值不同。
// about.en: Different values for one measure of one subject in one period.
// columns: subject, measure, value, unit, period
MATCH (s)-[:MEASURED_BY]->(o:Observation {conflict: true})
RETURN s.name AS subject, o.measure AS measure, o.value AS value, o.unit AS unit, o.period AS period ORDER BY subject, measure, value, unit, period
