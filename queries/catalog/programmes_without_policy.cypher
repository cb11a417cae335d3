// zh: 没有政策依据记录的项目
// en: Programmes without a policy
// about.zh: 图中没有说明以何文件为依据的项目。
// about.en: Programmes that no article bases on a policy.
// columns: programme, kind
MATCH (g:Program) WHERE NOT EXISTS { MATCH (g)-[:BASED_ON]->(:Policy) }
RETURN g.name AS programme, g.kind AS kind ORDER BY programme, kind
