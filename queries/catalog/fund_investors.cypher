// zh: 一支基金的出资人
// en: Who pays into a fund
// about.zh: 向基金出资的各方和金额，计划与已出分开。
// about.en: Who puts how much into a fund, plans and payments apart.
// param: name string = 国家集成电路产业投资基金三期
// columns: investor, amount_text, status
MATCH (i)-[:PROVIDES]->(f:Flow)-[:RECEIVED_BY]->(:Fund {name: $name})
RETURN i.name AS investor, f.amount_text AS amount_text, f.status AS status ORDER BY f.amount DESC, investor, status, amount_text
