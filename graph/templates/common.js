"use strict";
// What every page shares: its data, the switches of language and light, and the panel of facts with their sentences.
// Text from articles is only ever put in as text.
const shared = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const state = { language: "zh", names: "zh" };
  const say = (zh, en) => (state.language === "zh" ? zh : en);
  const nameOf = (named, between = " · ") => state.names === "en" ? named.en || named.zh : state.names === "both" && named.en ? `${named.zh}${between}${named.en}` : named.zh;
  const element = (tag, text, kind) => { const made = document.createElement(tag); if (text) made.textContent = text; if (kind) made.className = kind; return made; };
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let shownLast = null;

  function show(title, about, facts, note) {
    shownLast = [title, about, facts, note];
    $("panel-title").textContent = title(); $("panel-about").textContent = about(); $("panel-facts").replaceChildren();
    for (const number of facts) {
      const fact = data.facts[number], item = element("li");
      item.append(element("span", say(fact.zh, fact.en), "claim"));
      const sentence = element("span", "", "sentence"), [heading, date, origin] = data.articles[fact.article];
      for (const [piece, marked] of data.sentences[fact.sentence]) sentence.append(marked ? element("mark", piece) : document.createTextNode(piece));
      const source = element("span", "", "source"), words = [heading, date, origin].filter(Boolean).join(" · ");
      if (/^https?:\/\//.test(origin)) { const link = element("a", words); link.href = origin; link.rel = "noreferrer noopener"; link.target = "_blank"; source.append(link); } else source.textContent = words;
      item.append(sentence, source); $("panel-facts").append(item);
    }
    if (!facts.length) $("panel-facts").append(element("li", data.full ? say("页上放不下它的句子；把范围画小一些就能看到。", "This page has no room for its sentences; draw a smaller part to see them.") : say("来自名录或名称本身，没有文章的句子。", "Known from the gazetteer or the name itself; no sentence of an article says it.")));
    if (note) $("panel-facts").append(element("li", note()));
    $("panel").hidden = false; $("panel").scrollTop = 0;
  }
  function words() {
    document.documentElement.lang = state.language;
    for (const one of document.querySelectorAll("[data-zh]")) one.textContent = say(one.dataset.zh, one.dataset.en);
    $("language").textContent = say("English", "中文"); $("title").textContent = data.title; document.title = data.title || "jinmai"; $("names").value = state.names;
    $("close").setAttribute("aria-label", say("关闭", "close"));
    if (shownLast && !$("panel").hidden) show(...shownLast);
  }
  // `renamed` draws names and words anew, `repainted` colours alone.
  function switches(renamed, repainted) {
    $("language").addEventListener("click", () => { state.language = say("en", "zh"); state.names = say("zh", "both"); words(); renamed(); });
    $("names").addEventListener("change", () => { state.names = $("names").value; renamed(); });
    $("theme").addEventListener("click", () => { document.documentElement.classList.toggle("dark"); repainted(); });
    $("close").addEventListener("click", () => { $("panel").hidden = true; });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") $("panel").hidden = true; });
    words();
  }
  if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.classList.add("dark");
  return { data, $, state, say, nameOf, element, colour, show, words, switches };
})();
