// Draws the table inside each `.chart`: data-chart="bars" lies on its side, "columns" stands. The table stays, folded below the figure, so that
// figure and table are the same numbers.
import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

const grounds = {
  light: { size: 12, text: "#1c2228", muted: "#56595c", line: "#e6dfd0", series: ["#24567f", "#ad3227", "#827d73"] },
  dark: { size: 16, text: "#f2ede2", muted: "#9db4c8", line: "#24567f", series: ["#9db4c8", "#f0a08f", "#d3c9b5"] },
};
const bar = 26; // height of a lying bar, px
const mostBars = 12; // the worst ones; all stand in the table

const numberOf = (cell) => Number.parseFloat(cell.dataset.value ?? cell.textContent.replace(/[^\d.-]/g, "")) || 0;

function read(table) {
  const names = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].map((row) => ({
    name: row.cells[0].textContent.trim(),
    values: [...row.cells].slice(1).map(numberOf),
    links: [...row.cells].slice(1).map((cell) => cell.querySelector("a")?.href),
  }));
  return { names, rows };
}

function options(kind, ground, { names, rows }) {
  const lying = kind === "bars";
  const categories = { type: "category", data: rows.map((row) => row.name), axisLabel: { color: ground.text, fontSize: ground.size, interval: lying ? 0 : "auto" },
    axisTick: { show: false }, axisLine: { lineStyle: { color: ground.line } }, inverse: lying };
  const numbers = { type: "value", minInterval: 1, axisLabel: { color: ground.muted, fontSize: ground.size, hideOverlap: true }, splitLine: { lineStyle: { color: ground.line } } };
  return {
    animation: false,
    aria: { enabled: true },
    color: lying ? [ground.series[1]] : ground.series,
    textStyle: { color: ground.text, fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 24, top: names.length > 1 ? 36 : 8, bottom: 8, containLabel: true },
    legend: names.length > 1 ? { top: 0, left: 0, textStyle: { color: ground.text, fontSize: ground.size } } : undefined,
    // The policy of the site allows no inline style: the tip is drawn on the canvas too.
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, renderMode: "richText" },
    xAxis: lying ? numbers : categories,
    yAxis: lying ? categories : numbers,
    series: names.map((name, n) => ({ name, type: "bar", barMaxWidth: 18, data: rows.map((row) => row.values[n]),
      label: { show: lying, position: "right", color: ground.text, fontSize: ground.size } })),
  };
}

function fold(chart, table) {
  const details = document.createElement("details");
  details.className = "chart-table";
  const summary = document.createElement("summary");
  summary.textContent = "看数据表";
  details.append(summary, table);
  chart.append(details);
}

function draw(chart) {
  const table = chart.querySelector("table");
  const data = read(table);
  if (data.rows.length === 0) return;
  const plot = document.createElement("div");
  plot.className = "chart-plot";
  const dark = chart.dataset.ground === "dark";
  if (chart.dataset.chart === "bars") {
    data.rows = data.rows.slice(0, mostBars);
    if (!dark) plot.style.height = `${Math.max(120, data.rows.length * bar + 40)}px`;
  }
  chart.prepend(plot);
  if (dark) table.classList.add("visually-hidden");
  else fold(chart, table);
  const figure = init(plot, null, { renderer: "canvas" });
  figure.setOption(options(chart.dataset.chart, grounds[chart.dataset.ground ?? "light"], data));
  figure.on("click", ({ dataIndex, seriesIndex }) => {
    const link = data.rows[dataIndex]?.links[seriesIndex];
    if (link) window.location.assign(link);
  });
  new ResizeObserver(() => figure.resize()).observe(plot);
}

for (const chart of document.querySelectorAll(".chart[data-chart]")) draw(chart);
