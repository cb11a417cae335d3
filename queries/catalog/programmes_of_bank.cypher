// zh: 银行的项目和产品
// en: The programmes of banks
// about.zh: 银行实施或推出的项目。
// about.en: Programmes and products that banks run.
// columns: bank, programme, kind
MATCH (b:Institution {kind: 'bank'})-[:RUNS|ESTABLISHES]->(g:Program) RETURN DISTINCT b.name AS bank, g.name AS programme, g.kind AS kind ORDER BY bank, programme, kind
