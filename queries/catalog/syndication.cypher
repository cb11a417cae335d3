// zh: 转载：一篇文章的几个来源
// en: Syndication: articles printed in several places
// about.zh: 有多个来源的文章。
// about.en: Articles that were read from more than one source.
// columns: title, sources
MATCH (a:Article) WHERE size(a.sources) > 1 RETURN a.name AS title, a.sources AS sources ORDER BY title, a.id
