// zh: 两个日期之间的报道说了什么资金
// en: What money was told between two dates
// about.zh: 按文章日期，含两端。
// about.en: By the articles' dates, both ends included.
// param: since date = 2024-01-01
// param: until date = 2024-12-31
// columns: date, amount_text, status, instrument, title
MATCH (f:Flow)-[:STATED_IN]->(a:Article) WHERE a.date >= $since AND a.date <= $until
RETURN DISTINCT a.date AS date, f.amount_text AS amount_text, f.status AS status, f.instrument AS instrument, a.name AS title ORDER BY date, title, amount_text, status, instrument
