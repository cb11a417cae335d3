"use strict";
(() => {
  const { data, $, say, nameOf, element, colour, show } = shared, { statuses } = data.words;
  Plotly.register({ moduleType: "locale", name: "zh-CN", dictionary: { "Zoom": "框选放大", "Pan": "平移", "Zoom in": "放大", "Zoom out": "缩小", "Autoscale": "自动缩放", "Reset axes": "复位", "Reset": "复位", "Click to hide trace": "单击隐藏", "Double-click to isolate": "双击只看这一类", "Double-click on legend to isolate one trace": "双击图例只看一类", "Double-click to zoom back out": "双击缩回" } });
  const FACE = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif", ROWS = 100;
  const SYMBOLS = { actual: "circle", committed: "square", planned: "diamond-open", rule: "triangle-up-open" };
  let figure = data.figures[0], all = false;

  // Plotly reads a few tags in labels: names are escaped there, so that they stay text.
  const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const short = (text) => (text.length > 26 ? text.slice(0, 25) + "…" : text);
  const wrapped = (text) => { const lines = []; for (let at = 0; at < text.length && lines.length < 6; at += 48) lines.push(safe(text.slice(at, at + 48))); return lines.join("<br>"); };
  const path = (parties) => parties.map((party) => nameOf(party)).join(" → ");
  const rest = (more) => (more ? () => say(`另有较小的${more}笔，未列出`, `${more} smaller ones are not listed`) : null);

  function sankey() {
    const wide = (share, dark) => `rgba(${dark ? "190,195,205" : "90,100,115"},${share})`, dark = document.documentElement.classList.contains("dark");
    return [{
      type: "sankey", arrangement: "fixed", textfont: { color: colour("--fore"), shadow: "auto" },
      node: {
        label: figure.nodes.map((node) => safe(short(nameOf(node)))), color: figure.nodes.map((node) => data.columnColours[node.column]), line: { width: 0 },
        customdata: figure.nodes.map((node) => safe(nameOf(node))), hovertemplate: "%{customdata}<extra></extra>",
      },
      link: {
        source: figure.links.map((link) => link.source), target: figure.links.map((link) => link.target), value: figure.links.map((link) => link.value),
        customdata: figure.links.map((link) => say(...link.said)), hovertemplate: "%{source.customdata} → %{target.customdata}<br>%{customdata}<extra></extra>", color: wide(0.35, dark),
      },
    }];
  }
  function timeline() {
    return Object.keys(data.statusColours).filter((status) => figure.points.some((point) => point.status === status)).map((status) => {
      const points = figure.points.filter((point) => point.status === status);
      return {
        type: "scatter", mode: "markers", name: say(...statuses[status]), meta: status, uid: status,
        x: points.map((point) => point.date), y: points.map((point) => point.value),
        marker: { color: data.statusColours[status], size: 10, symbol: SYMBOLS[status], line: { width: 2 } },
        text: points.map((point) => wrapped(`${path(point.path)} ${say(...point.said)}`)), hovertemplate: "%{x} %{text}<extra></extra>",
      };
    });
  }
  // A power of ten in the units that readers of each language count in.
  const ticks = [...Array(16).keys()].map((power) => 10 ** power);
  const tick = (value) => say(value >= 1e12 ? `${value / 1e12}万亿元` : value >= 1e8 ? `${value / 1e8}亿元` : value >= 1e4 ? `${value / 1e4}万元` : `${value}元`, value >= 1e12 ? `CNY ${value / 1e12} tn` : value >= 1e9 ? `CNY ${value / 1e9} bn` : value >= 1e6 ? `CNY ${value / 1e6} m` : `CNY ${value.toLocaleString("en")}`);

  function layout() {
    const axis = { gridcolor: colour("--line"), linecolor: colour("--line"), zerolinecolor: colour("--line") };
    const made = { uirevision: "kept", height: figure.height, margin: { l: 20, r: 20, t: 34, b: 20 }, paper_bgcolor: colour("--back"), plot_bgcolor: colour("--back"), font: { family: FACE, size: 13, color: colour("--fore") }, hoverlabel: { bgcolor: colour("--soft"), bordercolor: colour("--line"), font: { color: colour("--fore") } } };
    if (data.kind === "timeline") Object.assign(made, { margin: { l: 100, r: 20, t: 34, b: 40 }, hovermode: "closest", legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0 }, xaxis: { ...axis, type: "date", tickformatstops: [{ dtickrange: [null, "M1"], value: "%Y-%m-%d" }, { dtickrange: ["M1", "M12"], value: "%Y-%m" }, { dtickrange: ["M12", null], value: "%Y" }] }, yaxis: { ...axis, type: "log", tickvals: ticks, ticktext: ticks.map(tick) }, showlegend: true });
    return made;
  }
  function paint(width) {
    const traces = figure.links ? (figure.links.length ? sankey() : []) : timeline();
    // a figure with nothing to draw says so where the chart would be, and why stands in the list under it
    if (!traces.length) { Plotly.purge("chart"); $("chart").textContent = say("这一类没有可以画出的资金", "Nothing of this kind can be drawn"); document.body.dataset.ready = "yes"; return; }
    if (!$("chart").classList.contains("js-plotly-plot")) $("chart").replaceChildren();
    // for paper all is drawn anew, at once: a Sankey that changes its width moves there slowly
    (width ? Plotly.newPlot : Plotly.react)("chart", traces, { ...layout(), width, autosize: !width }, { displaylogo: false, showSendToCloud: false, modeBarButtonsToRemove: ["select2d", "lasso2d", "toImage"], locale: say("zh-CN", "en") }).then((chart) => {
      chart.removeAllListeners("plotly_click");
      chart.on("plotly_click", ({ points: [point] }) => {
        if (figure.points) showPoint(figure.points.filter((one) => one.status === point.data.meta)[point.pointNumber]);
        else if (point.source !== undefined) showLink(figure.links[point.pointNumber]);
        else showNode(point.pointNumber);
      });
      document.body.dataset.ready = "yes";
    });
  }

  const linkTitle = (link) => `${nameOf(figure.nodes[link.source])} → ${nameOf(figure.nodes[link.target])}`;
  const count = (flows) => say(`${flows}笔`, flows === 1 ? "1 flow" : `${flows} flows`), brackets = (text) => say(`（${text}）`, ` (${text})`);
  function showLink(link) { const shown = figure; show(() => `${nameOf(shown.nodes[link.source])} → ${nameOf(shown.nodes[link.target])}`, () => `${say(...link.said)} · ${say(shown.zh, shown.en)} · ${count(link.flows)}`, link.facts, rest(link.more)); }
  function showNode(number) {
    const node = figure.nodes[number], links = figure.links.filter((link) => link.source === number || link.target === number);
    show(() => nameOf(node), () => links.map((link) => `${link.source === number ? "→" : "←"} ${nameOf(figure.nodes[link.source === number ? link.target : link.source])} ${say(...link.said)}`).join("； "), [...new Set(links.flatMap((link) => link.facts))]);
  }
  function showPoint(point) { show(() => path(point.path) || say("未说各方", "no party said"), () => [say(...point.said), say(...statuses[point.status]), point.date].filter(Boolean).join(" · "), point.facts); }

  function rows() {
    const lines = figure.links || figure.points;
    const line = (one) => (figure.links ? `${linkTitle(one)}  ${say(...one.said)}${brackets(count(one.flows))}` : `${one.date}  ${path(one.path) || say("未说各方", "no party said")}  ${say(...one.said)}${brackets(say(...statuses[one.status]))}`);
    $("rows-title").textContent = figure.links ? say("流向，从大到小", "Links, largest first") : say("资金，按时间", "Flows, by date");
    $("rows").replaceChildren(...lines.slice(0, all ? lines.length : ROWS).map((one) => {
      const item = element("li"), button = element("button", line(one)); button.type = "button";
      button.addEventListener("click", () => (figure.links ? showLink(one) : showPoint(one)));
      item.append(button); return item;
    }));
    $("more").hidden = all || lines.length <= ROWS;
    $("caption").textContent = caption();
    $("left-title").textContent = figure.left.length ? say("没有画进图里的", "Not in the chart") : "";
    $("left").replaceChildren(...figure.left.map((pair) => element("li", say(...pair))));
    $("chart").setAttribute("aria-label", say(`${figure.zh}：${lines.length}条，见下面的列表`, `${figure.en}: ${lines.length} lines, listed below`));
  }
  // What a picture on paper must say by itself: the title, and for a Sankey whether the money was paid, promised or planned.
  const caption = () => (data.kind === "sankey" ? `${data.title} · ${say(figure.zh, figure.en)}` : data.title);
  function tabs() {
    $("tabs").hidden = data.kind === "timeline";
    $("tabs").replaceChildren(...data.figures.map((one) => {
      const tab = element("button", say(one.zh, one.en)); tab.type = "button"; tab.role = "tab"; tab.setAttribute("aria-selected", one === figure);
      tab.addEventListener("click", () => { figure = one; all = false; $("panel").hidden = true; draw(); });
      return tab;
    }));
  }
  function draw() {
    if (!figure) { $("chart").textContent = say("没有资金可画", "No flows to draw"); $("rows-title").textContent = ""; document.body.dataset.ready = "yes"; return; }
    tabs(); rows(); paint();
  }

  $("more").addEventListener("click", () => { all = true; rows(); });
  $("png").addEventListener("click", () => { if (figure) {
    const drawn = $("chart"), left = figure.left.map((pair) => say(...pair)).join(say("；", "; "));
    const made = { ...layout(), title: { text: safe(caption()), x: 0.02, font: { size: 16 } }, margin: { ...layout().margin, t: 80, b: left ? 80 : 40 }, annotations: left ? [{ text: wrapped(`${$("left-title").textContent}${say("：", ": ")}${left}`), xref: "paper", yref: "paper", x: 0, y: 0, yshift: -28, yanchor: "top", xanchor: "left", align: "left", showarrow: false, font: { size: 12 } }] : [] };
    Plotly.downloadImage({ data: drawn.data, layout: made }, { format: "png", filename: "jinmai", width: 1400, height: figure.height + 80 });
  } });
  $("print").addEventListener("click", () => window.print());
  // paper is white, and narrower than a screen
  let wasDark = false;
  window.addEventListener("beforeprint", () => { wasDark = document.documentElement.classList.contains("dark"); document.documentElement.classList.remove("dark"); if (figure) paint(680); });
  window.addEventListener("afterprint", () => { document.documentElement.classList.toggle("dark", wasDark); if (figure) paint(); });
  shared.switches(draw, () => figure && paint());
  draw();
  // the chart follows the room that the panel leaves it
  new ResizeObserver(() => $("chart").classList.contains("js-plotly-plot") && Plotly.Plots.resize("chart")).observe($("page"));
  window.jinmai = { data, showLink: (number) => showLink(figure.links[number]), showPoint: (number) => showPoint(figure.points[number]), showNode };
})();
