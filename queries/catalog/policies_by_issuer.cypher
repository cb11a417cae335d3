// zh: 谁印发了什么文件
// en: Policies by issuer
// about.zh: 文件与印发单位。
// about.en: Documents and who issued them.
// columns: issuer, policy, period
MATCH (i)-[r:ISSUES]->(p:Policy) RETURN i.name AS issuer, p.name AS policy, r.period AS period ORDER BY issuer, policy, period
