"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  // labels are escaped for Plotly; outside of it they are shown as plain text again
  const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  $("title").textContent = data.title;
  function list(holder, lines) { holder.replaceChildren(...lines.map((line) => { const item = document.createElement("li"); item.textContent = unescape(line); return item; })); }
  function draw(figure) {
    const layout = { height: figure.height, margin: { l: 70, r: 20, t: 10, b: 40 }, font: { family: "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, sans-serif", size: 13 } };
    if (data.kind === "timeline") { layout.yaxis = { type: "log", title: { text: "CNY" } }; layout.xaxis = { type: "date" }; layout.hovermode = "closest"; }
    Plotly.newPlot("chart", figure.traces, layout, { displaylogo: false, responsive: true, showSendToCloud: false }).then((chart) => {
      chart.on("plotly_click", (event) => { const point = event.points[0]; if (Array.isArray(point.customdata)) list($("facts"), point.customdata); });
      document.body.dataset.ready = "yes";
    });
    list($("left"), figure.left); $("facts").replaceChildren();
  }
  data.figures.forEach((figure, number) => {
    const tab = document.createElement("button");
    tab.type = "button"; tab.role = "tab"; tab.textContent = figure.names.join(" · ");
    tab.addEventListener("click", () => { for (const one of $("tabs").children) one.setAttribute("aria-selected", one === tab); draw(figure); });
    $("tabs").append(tab);
    if (!number) tab.click();
  });
  if (!data.figures.length) { $("chart").textContent = "没有资金可画 / no flows to draw"; document.body.dataset.ready = "yes"; }
})();
