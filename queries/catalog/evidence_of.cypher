// zh: 一笔金额的出处
// en: Where an amount was read
// about.zh: 按原文金额查找，给出文章和起止位置。
// about.en: By the amount as printed: article and character span.
// param: amount string = 5000亿元
// columns: status, title, date, start, stop
MATCH (f:Flow {amount_text: $amount})-[s:STATED_IN]->(a:Article) RETURN f.status AS status, a.name AS title, a.date AS date, s.start AS start, s.stop AS stop ORDER BY date, title, start, stop, status
