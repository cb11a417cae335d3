// zh: 人物与职务
// en: People and their posts
// about.zh: 谁在哪里任什么职务。
// about.en: Who is posted where, with the title.
// columns: person, title, body
MATCH (p:Person)-[r:POSTED_AT]->(i:Institution) RETURN p.name AS person, r.title AS title, i.name AS body ORDER BY body, person, title
