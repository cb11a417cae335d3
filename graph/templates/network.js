"use strict";
(() => {
  const { data, $, say, nameOf, element, colour, show } = shared, { labels, kinds, statuses, types } = data.words;
  const state = Object.assign(shared.state, { types: new Set(), kinds: new Set(), statuses: new Set(), open: data.visible, folded: new Set() });
  const byId = new Map(data.nodes.map((node, place) => [node.id, Object.assign(node, { place_in_order: place })]));
  const touching = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) { touching.get(edge.from).push(edge); touching.get(edge.to).push(edge); }

  const short = (text) => text.split("\n").map((line) => (line.length > 28 ? line.slice(0, 27) + "…" : line)).join("\n");
  const money = (exponent) => {
    if (exponent <= 0) return say("不限", "any");
    const value = 10 ** exponent;
    if (state.language === "zh") return value >= 1e8 ? `${+(value / 1e8).toPrecision(2)}亿元` : value >= 1e4 ? `${+(value / 1e4).toPrecision(2)}万元` : `${Math.round(value)}元`;
    return value >= 1e9 ? `CNY ${+(value / 1e9).toPrecision(2)} bn` : value >= 1e6 ? `CNY ${+(value / 1e6).toPrecision(2)} m` : `CNY ${Math.round(value)}`;
  };

  const months = (date) => { const [year, month] = date.split("/")[0].split("-"); return Number(year) * 12 + Number(month || 1) - 1; };
  const dates = data.edges.filter((edge) => /^\d{4}/.test(edge.date || "")).map((edge) => months(edge.date));
  const first = dates.reduce((a, b) => Math.min(a, b), Infinity), last = dates.reduce((a, b) => Math.max(a, b), -Infinity);
  for (const [id, value] of [["since", first], ["until", last]]) {
    $(id).min = dates.length ? first : 0; $(id).max = dates.length ? last : 0; $(id).value = dates.length ? value : 0; $(id).disabled = !dates.length;
  }
  const monthName = (n) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`;

  function passes(edge) {
    if (!state.statuses.has(edge.status)) return false;
    const floor = Number($("amount").value);
    if (floor > 0 && !(edge.amount >= 10 ** floor)) return false;
    if (!/^\d{4}/.test(edge.date || "")) return $("undated").checked;
    const month = months(edge.date);
    return month >= Number($("since").value) && month <= Number($("until").value);
  }
  const narrowed = () => Number($("amount").value) > 0 || !$("undated").checked || (dates.length && (Number($("since").value) > first || Number($("until").value) < last)) || state.statuses.size < usedStatuses.length;

  const kindOf = (node) => `${node.type}/${node.kind}`;
  const usedTypes = [...new Set(data.nodes.map((node) => node.type))], usedKinds = [...new Set(data.nodes.map(kindOf))].sort();
  const usedStatuses = Object.keys(statuses).filter((status) => data.edges.some((edge) => edge.status === status));
  usedTypes.forEach((type) => state.types.add(type));
  usedKinds.forEach((kind) => state.kinds.add(kind));
  usedStatuses.forEach((status) => state.statuses.add(status));

  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network($("canvas"), { nodes, edges }, {
    physics: { enabled: false, solver: "barnesHut", barnesHut: { gravitationalConstant: -5500, centralGravity: 1.6, springLength: 135, avoidOverlap: 0.5 }, stabilization: { iterations: 200, fit: true } },
    layout: { improvedLayout: false },
    interaction: { hover: true, hideEdgesOnDrag: data.edges.length > 1500, keyboard: false, tooltipDelay: 200 },
    nodes: { font: { face: "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif" }, borderWidth: 1 },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, smooth: data.edges.length < 800, selectionWidth: 2 },
  });

  // Groups lie on a spiral, and the nodes of a group on a spiral of their own: at once, and the same every time.
  const spiral = (n, step) => { const angle = n * 2.399963, radius = step * Math.sqrt(n); return [radius * Math.cos(angle), radius * Math.sin(angle)]; };
  function place(shown) {
    const groups = new Map();
    for (const node of shown) { const key = node[$("group").value] || ""; if (!groups.has(key)) groups.set(key, []); groups.get(key).push(node); }
    const ordered = [...groups.values()].sort((a, b) => b.length - a.length);
    const widest = ordered.length ? Math.sqrt(ordered[0].length) * 62 + 60 : 0;
    let area = 0;
    ordered.forEach((group, number) => {
      const radius = Math.sqrt(group.length) * 62 + 60;
      area += radius * radius * 1.5;
      const angle = number * 2.399963, away = number ? Math.sqrt(area) + widest * 0.1 : 0;
      group.forEach((node, n) => { const [x, y] = spiral(n, 62); node.x = away * Math.cos(angle) + x; node.y = away * Math.sin(angle) + y; });
    });
  }

  function shownNow() {
    const live = data.edges.filter(passes), touched = new Set();
    for (const edge of live) { touched.add(edge.from); touched.add(edge.to); }
    const strict = narrowed();
    const kept = data.nodes.filter((node) => node.place_in_order < state.open && state.types.has(node.type) && state.kinds.has(kindOf(node)) && (!strict || touched.has(node.id)) && !hidden(node));
    const ids = new Set(kept.map((node) => node.id));
    return [kept, live.filter((edge) => ids.has(edge.from) && ids.has(edge.to))];
  }
  // A folded node hides the neighbours that hang on it alone.
  function hidden(node) {
    if (!state.folded.size || state.folded.has(node.id)) return false;
    const around = new Set(touching.get(node.id).map((edge) => (edge.from === node.id ? edge.to : edge.from)));
    return around.size === 1 && state.folded.has([...around][0]);
  }

  function asDrawn(node) {
    return { id: node.id, label: short(nameOf({ zh: node.name, en: node.name_en }, "\n")) + (state.folded.has(node.id) ? " ⊕" : ""), shape: node.shape, size: node.size, color: { background: node.color, border: node.color, highlight: { background: node.color, border: colour("--fore") } }, x: node.x, y: node.y, font: { color: colour("--fore"), size: Math.min(20, 11 + node.size / 6) } };
  }
  // Arrows between the same two bend apart, so that each can be seen and clicked.
  const DASHES = { planned: [8, 6], committed: [16, 5], rule: [2, 5] };
  const lanes = new Map();
  for (const edge of data.edges) { const pair = [edge.from, edge.to].sort().join("\n"); edge.lane = lanes.get(pair) || 0; lanes.set(pair, edge.lane + 1); edge.pair = pair; }
  function bend(edge) {
    if (lanes.get(edge.pair) === 1 && data.edges.length >= 800) return false;
    if (lanes.get(edge.pair) === 1) return { enabled: true, type: "continuous", roundness: 0.3 };
    const side = (edge.lane + (edge.from < edge.to ? 0 : 1)) % 2 ? "curvedCW" : "curvedCCW";
    return { enabled: true, type: side, roundness: 0.1 + 0.12 * Math.floor(edge.lane / 2) };
  }
  const edgeColour = (edge) => (edge.amount ? data.colours.Fund : colour("--edge"));
  function edgeDrawn(edge) { return { smooth: bend(edge), id: edge.id, from: edge.from, to: edge.to, width: edge.width, dashes: DASHES[edge.status] || false, label: data.edges.length < 150 ? say(edge.text, edge.text_en) : undefined, color: { color: edgeColour(edge), highlight: edgeColour(edge), hover: edgeColour(edge), opacity: 0.75 }, font: { color: colour("--fore"), strokeWidth: 0, size: 10, align: "middle" } }; }

  function render(layOut) {
    const [kept, live] = shownNow();
    if (layOut) place(kept);
    nodes.clear(); edges.clear();
    nodes.add(kept.map(asDrawn)); edges.add(live.map(edgeDrawn));
    const back = data.nodes.length - state.open;
    $("count").textContent = say(`显示 ${kept.length} 个节点、${live.length} 条边` + (back > 0 ? `；另有 ${back} 个较次要的节点未打开` : ""), `${kept.length} nodes and ${live.length} edges shown` + (back > 0 ? `; ${back} less connected nodes are kept back` : ""));
    if (data.oneSided) $("count").textContent += say(`。${data.oneSided}笔资金只说了一方，没有箭头，写在那一方名下`, `. ${data.oneSided} flows tell only one party: no arrows, but among its facts`);
    $("empty").textContent = kept.length ? "" : data.nodes.length ? say("没有符合这些条件的内容", "Nothing is left by these filters") : say("图里没有符合这些条件的内容", "Nothing in the graph fits what was asked for");
    $("more").hidden = back <= 0;
    $("since-value").textContent = dates.length ? monthName(Number($("since").value)) : "–";
    $("until-value").textContent = dates.length ? monthName(Number($("until").value)) : "–";
    $("amount-value").textContent = money(Number($("amount").value));
    relabel();
    document.body.dataset.nodes = kept.length; document.body.dataset.edges = live.length;
  }
  // The weightiest names stay readable however far out the reader stands.
  function relabel() {
    const scale = network.getScale(), shown = nodes.getIds().length, leading = Math.max(12, Math.round(45 * Math.min(1, scale * 2)));
    // a name too small to read is left out until the reader comes nearer
    const size = (n) => (n < leading || shown <= 60 ? Math.max(14, 13 / scale) : scale * 13 < 8 ? 0 : 13);
    nodes.update(nodes.getIds().map((id, n) => ({ id, font: { size: size(n), color: size(n) ? colour("--fore") : "rgba(0,0,0,0)", strokeWidth: size(n) ? 3 : 0, strokeColor: colour("--back") } })));
  }
  let waiting = null;
  const relabelSoon = () => { clearTimeout(waiting); waiting = setTimeout(relabel, 150); };
  network.on("zoom", relabelSoon); network.on("resize", relabelSoon);
  function settle() {
    if (!nodes.length) return;
    network.setOptions({ physics: { enabled: true } });
    network.once("stabilizationIterationsDone", freeze);
    network.stabilize(200);
  }
  function freeze() {
    network.setOptions({ physics: { enabled: false } });
    const places = network.getPositions();
    for (const id of Object.keys(places)) Object.assign(byId.get(id), places[id]);
    network.fit(); relabel();
    document.body.dataset.ready = "yes";
  }

  function showNode(id) {
    const node = byId.get(id), facts = new Set(node.facts);
    for (const edge of touching.get(id)) for (const fact of edge.facts) facts.add(fact);
    show(() => node.name + (node.name_en ? ` · ${node.name_en}` : ""), () => [say(...(labels[node.type] || [node.type, node.type])), node.kind && say(...(kinds[node.type]?.[node.kind] || [node.kind, node.kind])), node.place].filter(Boolean).join(" · "), [...facts]);
  }
  function showEdge(id) {
    const edge = data.edges.find((one) => one.id === id), end = (node) => say(node.name, node.name_en || node.name);
    show(() => `${end(byId.get(edge.from))} → ${end(byId.get(edge.to))}`, () => [say(...(types[edge.type] || [edge.type, edge.type])), say(...(statuses[edge.status] || [edge.status, edge.status])), say(edge.text, edge.text_en), edge.date].filter(Boolean).join(" · "), edge.facts);
  }
  const choose = (id) => { if (!nodes.get(id)) return; network.selectNodes([id]); network.focus(id, { scale: Math.max(0.8, network.getScale()), animation: false }); };

  network.on("click", ({ nodes: [node], edges: [edge] }) => { if (node !== undefined) showNode(node); else if (edge !== undefined) showEdge(edge); });
  network.on("doubleClick", ({ nodes: [node] }) => {
    if (node !== undefined) fold(node);
  });
  function fold(node) {
    if (!state.folded.delete(node)) state.folded.add(node);
    // unfolding also opens neighbours that were kept back
    if (!state.folded.has(node)) open([node]);
    render(false);
  }
  // Show nodes that were kept back, with their neighbours, around where a neighbour is drawn.
  function open(ids) {
    for (const id of ids) {
      const around = touching.get(id).flatMap((edge) => [edge.from, edge.to]), anchor = around.map((one) => byId.get(one)).find((node) => node.x !== undefined) || { x: 0, y: 0 };
      for (const [n, one] of [id, ...around].entries()) {
        const node = byId.get(one); node.place_in_order = Math.min(node.place_in_order, state.open - 1);
        if (node.x === undefined) { const [x, y] = spiral(n + 1, 62); node.x = anchor.x + x; node.y = anchor.y + y; }
      }
    }
  }
  network.on("dragEnd", () => { const places = network.getPositions(); for (const id of Object.keys(places)) Object.assign(byId.get(id), places[id]); });

  let found = -1;
  $("search").addEventListener("input", () => { found = -1; if (!$("search").value.trim()) render(false); });
  $("search").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !$("search").value.trim()) return;
    const wanted = $("search").value.trim().toLowerCase();
    const hits = data.nodes.filter((node) => `${node.name} ${node.name_en}`.toLowerCase().includes(wanted));
    if (!hits.length) { $("count").textContent = say("没有找到", "Nothing found"); return; }
    found = (found + 1) % hits.length;
    if (!nodes.get(hits[found].id)) { open([hits[found].id]); render(false); }
    if (!nodes.get(hits[found].id)) { $("count").textContent = say("找到了，但被图例或筛选隐去", "Found, but hidden by the legend or a filter"); }
    choose(hits[found].id); showNode(hits[found].id);
  });
  for (const id of ["since", "until", "amount", "undated"]) $(id).addEventListener("input", () => {
    const other = { since: "until", until: "since" }[id];
    if (other && Number($("since").value) > Number($("until").value)) $(other).value = $(id).value;
    render(false);
  });
  $("group").addEventListener("change", () => { render(true); network.fit(); relabel(); });
  $("more").addEventListener("click", () => { state.open = Math.min(data.nodes.length, state.open + 500); render(true); network.fit(); relabel(); });
  $("settle").addEventListener("click", settle);
  const canvas = () => $("canvas").querySelector("canvas");
  function picture() {
    const copy = document.createElement("canvas"), from = canvas(); copy.width = from.width; copy.height = from.height;
    const pen = copy.getContext("2d"); pen.fillStyle = colour("--back"); pen.fillRect(0, 0, copy.width, copy.height); pen.drawImage(from, 0, 0);
    return copy.toDataURL("image/png");
  }
  $("png").addEventListener("click", () => { const link = element("a"); link.href = picture(); link.download = "jinmai.png"; link.click(); });
  // paper is white
  function forPaper() {
    const dark = document.documentElement.classList.contains("dark");
    if (dark) { document.documentElement.classList.remove("dark"); render(false); network.redraw(); }
    $("printed").src = picture();
    if (dark) { document.documentElement.classList.add("dark"); render(false); }
  }
  window.addEventListener("beforeprint", forPaper);
  $("print").addEventListener("click", () => { forPaper(); $("printed").decode().then(() => window.print()); });
  document.addEventListener("keydown", (event) => {
    const typing = /INPUT|SELECT|TEXTAREA/.test(event.target.tagName);
    if (event.key === "Escape") $("canvas").focus();
    if (typing) return;
    if (event.key === "/") { event.preventDefault(); $("search").focus(); }
    if (event.key === "+" || event.key === "=") network.moveTo({ scale: network.getScale() * 1.25 });
    if (event.key === "-") network.moveTo({ scale: network.getScale() / 1.25 });
    if (event.target !== $("canvas")) return;
    const order = data.nodes.filter((node) => nodes.get(node.id)), [now] = network.getSelectedNodes();
    const at = order.findIndex((node) => node.id === now);
    if (["ArrowRight", "ArrowDown"].includes(event.key) && order.length) { event.preventDefault(); choose(order[(at + 1) % order.length].id); }
    if (["ArrowLeft", "ArrowUp"].includes(event.key) && order.length) { event.preventDefault(); choose(order[(at - 1 + order.length) % order.length].id); }
    if (event.key === "Enter" && now !== undefined) showNode(now);
    if (event.key === " " && now !== undefined) { event.preventDefault(); fold(now); network.selectNodes([now]); }
  });

  function toggles(holder, keys, chosen, look) {
    holder.replaceChildren();
    for (const key of keys) {
      const button = element("button"); button.type = "button"; button.dataset.key = key; button.setAttribute("aria-pressed", chosen.has(key));
      button.append(...look(key));
      button.addEventListener("click", () => { if (!chosen.delete(key)) chosen.add(key); button.setAttribute("aria-pressed", chosen.has(key)); render(false); });
      holder.append(button);
    }
  }
  // The same outlines as on the canvas, so that the legend explains shapes as well as colours.
  const OUTLINES = { dot: "M8 1a7 7 0 1 0 .01 0z", square: "M2 2h12v12H2z", triangle: "M8 1l7 13H1z", triangleDown: "M8 15L1 2h14z", diamond: "M8 0l7 8-7 8-7-8z", star: "M8 0l2 6h6l-5 4 2 6-5-4-5 4 2-6-5-4h6z", hexagon: "M4 2h8l4 6-4 6H4L0 8z" };
  function mark(shape, fill) {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg"), path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    drawn.setAttribute("viewBox", "0 0 16 16"); drawn.classList.add("shape"); path.setAttribute("d", OUTLINES[shape] || OUTLINES.dot); path.setAttribute("fill", fill); drawn.append(path);
    return drawn;
  }
  function dash(status) {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg"), line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    drawn.setAttribute("viewBox", "0 0 40 8"); drawn.classList.add("dash"); line.setAttribute("d", "M0 4h40"); line.setAttribute("stroke", "currentColor"); line.setAttribute("stroke-width", "3"); line.setAttribute("stroke-dasharray", (DASHES[status] || []).join(" ")); drawn.append(line);
    return drawn;
  }
  function legend() {
    const count = (wanted) => data.nodes.filter(wanted).length;
    toggles($("legend"), usedTypes, state.types, (type) => {
      const swatch = element("span", "", "swatch"); swatch.style.background = data.colours[type] || "#999";
      return [swatch, document.createTextNode(`${say(...(labels[type] || [type, type]))} ${count((node) => node.type === type)}`)];
    });
    for (const button of [...$("legend").children]) {
      const mine = usedKinds.filter((kind) => kind.startsWith(`${button.dataset.key}/`)), holder = element("div", "", "kinds");
      if (mine.length === 1 && mine[0].endsWith("/")) continue;
      toggles(holder, mine, state.kinds, (key) => {
        const [type, kind] = key.split("/"), nodes = data.nodes.filter((node) => kindOf(node) === key);
        return [mark(nodes[0].shape, data.colours[type] || "#999"), document.createTextNode(`${kind ? say(...(kinds[type]?.[kind] || [kind, kind])) : say("未分类", "no kind")} ${nodes.length}`)];
      });
      button.after(holder);
    }
    toggles($("statuses"), usedStatuses, state.statuses, (status) => [dash(status), document.createTextNode(say(...statuses[status]))]);
  }

  legend();
  shared.switches(() => { legend(); render(false); }, () => render(false));
  render(true); network.fit();
  // Small pictures settle by physics and are frozen then; large ones keep the spiral, which is there at once.
  if (!data.nodes.length) document.body.dataset.ready = "yes";
  else if (data.nodes.length <= 400) settle(); else { network.once("afterDrawing", () => { relabel(); document.body.dataset.ready = "yes"; }); network.redraw(); }
  window.jinmai = { network, nodes, edges, data, showNode, showEdge };
})();
