// zh: 上市企业
// en: Listed companies
// about.zh: 企业和上市地。
// about.en: Companies and where they are listed.
// columns: company, market
MATCH (c:Institution)-[:LISTED_ON]->(m:Institution) RETURN DISTINCT c.name AS company, m.name AS market ORDER BY company, market
