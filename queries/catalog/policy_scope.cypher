// zh: 政策和项目的适用范围
// en: Where policies and programmes apply
// about.zh: 政策、项目、基金的适用范围。
// about.en: The scope of policies, programmes and funds.
// columns: what, scope, status
MATCH (p)-[r:APPLIES_TO]->(s) RETURN p.name AS what, s.name AS scope, r.status AS status ORDER BY what, scope, status
