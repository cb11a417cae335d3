// zh: 一家银行（含分行）的贷款
// en: A bank's lending, branches included
// about.zh: 银行及其分支机构作为付款方的贷款和授信，方式分开。
// about.en: Loans and credit lines of a bank and its branches, instruments apart.
// param: name string = 国家开发银行
// columns: lender, instrument, amount_text, period, status
MATCH (b:Institution)-[:PART_OF*0..1]->(:Institution {name: $name}) WITH DISTINCT b
MATCH (b)-[:PROVIDES]->(f:Flow) WHERE f.instrument IN ['loan', 'credit_line']
RETURN b.name AS lender, f.instrument AS instrument, f.amount_text AS amount_text, f.period AS period, f.status AS status
ORDER BY lender, instrument, f.amount DESC, amount_text, period, status
