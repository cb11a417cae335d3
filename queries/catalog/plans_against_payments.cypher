// zh: 计划、承诺与已付
// en: Plans, promises and payments
// about.zh: 每个收款方、每种状态各有几笔、共多少（只加可以相加的）。
// about.en: For each recipient and status, how many flows and how much, adding only what may be added.
// columns: recipient, status, flows, amount
MATCH (f:Flow)-[:RECEIVED_BY]->(r) WHERE f.currency = 'CNY' AND f.amount IS NOT NULL AND f.per IS NULL AND f.cumulative = false AND NOT EXISTS { MATCH (f)-[:SLICE_OF]->(:Flow) }
RETURN r.name AS recipient, f.status AS status, count(f) AS flows, sum(f.amount) AS amount ORDER BY recipient, status
