// Draws the charts from the data in the page. All texts and tables are there without it.
(() => {
  "use strict";

  const report = JSON.parse(document.getElementById("report").textContent);
  const charts = [];

  const count = new Intl.NumberFormat("en");
  const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

  function precision(value) {
    if (value === 0 || value >= 0.01) {
      return value.toFixed(3);
    }
    return value >= 1e-5 ? value.toFixed(1 - Math.floor(Math.log10(value))) : value.toExponential(1);
  }

  function range(bucket) {
    const from = count.format(bucket.from);
    return bucket.from === bucket.to ? from : `${from}\u2013${count.format(bucket.to)}`;
  }

  const hopName = (hop) => (hop === 1 ? "1 hop" : `${hop} hops`);

  /** The page's colours now: they differ in light, in dark and on paper. */
  function palette() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    return {
      ink: colour("--ink"),
      soft: colour("--soft"),
      line: colour("--line"),
      paper: colour("--paper"),
      random: colour("--random"),
      series: ["--accent", "--second", "--third", "--fourth"].map(colour),
      font: getComputedStyle(document.body).fontFamily,
    };
  }

  const marks = ["circle", "rectRot", "triangle", "rect"];

  function seriesStyle(colours, position) {
    const colour = colours.series[position % colours.series.length];
    return {
      borderColor: colour,
      backgroundColor: colour,
      pointStyle: marks[position % marks.length],
      pointRadius: 5,
      pointHoverRadius: 7,
      borderWidth: 2,
    };
  }

  function randomStyle(colours) {
    return {
      borderColor: colours.random,
      backgroundColor: colours.paper,
      borderDash: [5, 4],
      borderWidth: 1.5,
      pointStyle: "circle",
      pointRadius: 3,
    };
  }

  /** Grey like the random order; told apart by their dashes and points. */
  function baselineStyle(colours, i) {
    return {
      ...randomStyle(colours),
      borderDash: i === 0 ? [2, 3] : [8, 3, 2, 3],
      pointStyle: i === 0 ? "triangle" : "rect",
    };
  }

  /** What one ranking by distance reaches: dots without points. */
  function ceilingStyle(colours) {
    return {
      borderColor: colours.ink,
      backgroundColor: colours.ink,
      borderDash: [1, 4],
      borderCapStyle: "round",
      borderWidth: 2,
      pointStyle: "line",
      pointRadius: 0,
      pointHoverRadius: 3,
    };
  }

  /** Draws intervals as upright strokes through the points of the first datasets. */
  function strokes(intervals) {
    return {
      id: "strokes",
      afterDatasetsDraw: (chart) => {
        const context = chart.ctx;
        intervals.forEach((ofSet, i) => {
          const meta = chart.getDatasetMeta(i);
          if (!chart.isDatasetVisible(i)) {
            return;
          }
          context.save();
          context.strokeStyle = chart.data.datasets[i].borderColor;
          context.lineWidth = 2;
          ofSet.forEach((interval, at) => {
            const point = meta.data[at];
            if (interval && point && !point.skip) {
              const floor = chart.scales.y.type === "logarithmic" ? chart.scales.y.min : -Infinity;
              context.beginPath();
              context.moveTo(point.x, chart.scales.y.getPixelForValue(Math.max(floor, interval.low)));
              context.lineTo(point.x, chart.scales.y.getPixelForValue(interval.high));
              context.stroke();
            }
          });
          context.restore();
        });
      },
    };
  }

  function axis(colours, title, more) {
    return {
      title: { display: title !== "", text: title, color: colours.soft, font: { size: 13 } },
      grid: { color: colours.line, drawTicks: false },
      border: { color: colours.line },
      ...more,
      ticks: { color: colours.soft, padding: 6, maxRotation: 0, ...(more.ticks || {}) },
    };
  }

  /** A logarithmic axis with a line and a label at the powers of ten and nowhere else. */
  function logarithmic(colours, title, min, max, format) {
    return axis(colours, title, {
      type: "logarithmic",
      min,
      max,
      afterBuildTicks: (scale) => {
        scale.ticks = scale.ticks.filter(({ value }) => {
          const exponent = Math.log10(value);
          return Math.abs(exponent - Math.round(exponent)) < 1e-9;
        });
      },
      ticks: { callback: format },
    });
  }

  function options(colours, x, y, tooltip, legend = true) {
    return {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: "index", intersect: false },
      layout: { padding: { right: 8 } },
      scales: { x, y },
      plugins: {
        legend: {
          display: legend,
          align: "start",
          labels: {
            color: colours.ink, usePointStyle: true, boxHeight: 7, padding: 16, font: { size: 13 },
          },
        },
        tooltip: {
          backgroundColor: colours.ink,
          titleColor: colours.paper,
          bodyColor: colours.paper,
          footerColor: colours.paper,
          cornerRadius: 2,
          padding: 10,
          usePointStyle: true,
          callbacks: tooltip,
        },
      },
    };
  }

  /** Zero has no place on a logarithmic scale. */
  const positive = (value) => (value > 0 ? value : null);

  function perHop(truth) {
    return (colours) => {
      const scores = report.reconstruction.scores;
      const hops = scores[0].hops;
      const values = (hopList, name) =>
        hopList.map((hop) => (hop[truth].queries > 0 ? positive(hop[truth][name]) : null));
      const baselines = report.reconstruction.baselines || [];
      const all = [...scores, ...baselines]
        .flatMap((score) => score.hops.flatMap((hop) => ["shell", "ball"].flatMap(
          (side) => [hop[side].map, hop[side].random])))
        .filter((value) => value > 0);
      const datasets = scores.map((score, i) => ({
        label: score.score,
        data: values(score.hops, "map"),
        ...seriesStyle(colours, i),
      }));
      baselines.forEach((baseline, i) => datasets.push({
        label: baseline.baseline.replace("-", " "),
        data: values(baseline.hops, "map"),
        ...baselineStyle(colours, i),
      }));
      datasets.push({
        label: "random order", data: values(hops, "random"), ...randomStyle(colours),
      });
      const ceilings = hops.map((hop) => positive(hop[truth].ranking?.ceiling ?? 0));
      if (ceilings.some((value) => value !== null)) {
        datasets.push({ label: "ceiling", data: ceilings, ...ceilingStyle(colours) });
      }
      return {
        type: "line",
        plugins: [strokes(scores.map((score) => score.hops.map((hop) => hop[truth].interval)))],
        data: { labels: hops.map((hop) => hopName(hop.hop)), datasets },
        options: options(
          colours,
          axis(colours, "", { offset: true, grid: { display: false } }),
          logarithmic(
            colours, "mAP", 10 ** Math.floor(Math.log10(Math.min(0.1, ...all))), 1, String),
          { label: (item) => ` ${item.dataset.label}: ${precision(item.raw)}` }),
      };
    };
  }

  /** Precision or recall among the first n of the first score, a line a hop. */
  function curve(list, member, title) {
    return (colours) => {
      const { scores, nodes } = report.reconstruction;
      const hops = scores[0].hops.filter((hop) => hop.shell.queries > 0 && list(hop.shell));
      const points = (hop) => list(hop.shell).map((at) => ({ x: at.n, y: at[member] }));
      const byChance = (hop) => list(hop.shell).map((at) => ({
        x: at.n,
        y: member === "recall"
          ? Math.min(1, at.n / (nodes - 1))
          : hop.shell.meanSize / (nodes - 1) * Math.min(1, (nodes - 1) / at.n),
      }));
      const datasets = hops.map((hop, i) => ({
        label: hopName(hop.hop), data: points(hop), ...seriesStyle(colours, i),
      }));
      hops.forEach((hop, i) => datasets.push({
        label: `${hopName(hop.hop)}, random`,
        data: byChance(hop),
        random: true,
        ...randomStyle(colours),
        borderColor: colours.series[i % colours.series.length],
        pointRadius: 0,
      }));
      const configuration = {
        type: "line",
        data: { datasets },
        options: options(
          colours,
          axis(colours, "first n candidates", {
            type: "logarithmic",
            min: 1,
            max: 100,
            grid: { display: false },
            afterBuildTicks: (scale) => {
              scale.ticks = [1, 5, 10, 50, 100].map((value) => ({ value }));
            },
            ticks: { callback: String },
          }),
          axis(colours, title, { min: 0, max: 1 }),
          {
            title: (items) => `first ${items[0].parsed.x}`,
            label: (item) => ` ${item.dataset.label}: ${precision(item.parsed.y)}`,
          }),
      };
      configuration.options.plugins.legend.labels.filter =
        (item, data) => !data.datasets[item.datasetIndex].random;
      return configuration;
    };
  }

  /** Shell mAP of both sides of a comparison by the first pair of scores. */
  function sides(colours) {
    const first = report.comparison.scores[0];
    const hops = first.hops;
    const name = (side) => (first.a === first.b
      ? report.comparison[side].name
      : `${report.comparison[side].name} by ${first[side]}`);
    const values = (read) =>
      hops.map((hop) => (hop.shell.queries > 0 ? positive(read(hop.shell) ?? 0) : null));
    const datasets = [
      { label: name("a"), data: values((shell) => shell.map.a), ...seriesStyle(colours, 0) },
      { label: name("b"), data: values((shell) => shell.map.b), ...seriesStyle(colours, 1) },
      { label: "random order", data: values((shell) => shell.random), ...randomStyle(colours) },
      { label: "ceiling", data: values((shell) => shell.ceiling), ...ceilingStyle(colours) },
    ];
    const all = datasets.flatMap((set) => set.data).filter((value) => value > 0);
    return {
      type: "line",
      data: { labels: hops.map((hop) => hopName(hop.hop)), datasets },
      options: options(
        colours,
        axis(colours, "", { offset: true, grid: { display: false } }),
        logarithmic(
          colours, "mAP", 10 ** Math.floor(Math.log10(Math.min(0.1, ...all))), 1, String),
        { label: (item) => ` ${item.dataset.label}: ${precision(item.raw)}` }),
    };
  }

  const signed = (value) => Math.abs(value) < 1e-12 ? "0" : `${value > 0 ? "+" : value < 0 ? "\u2212" : ""}${precision(Math.abs(value))}`;

  /** Differences of shell mAP with intervals, the pairs of scores side by side at every hop. */
  function differences(colours) {
    const { scores } = report.comparison;
    const place = (hop, i) => hop + (i - (scores.length - 1) / 2) * 0.14;
    const known = (score) => score.hops.filter((hop) => hop.shell.queries > 0);
    const datasets = scores.map((score, i) => ({
      label: score.score,
      data: known(score).map((hop) => ({
        x: place(hop.hop, i), y: hop.shell.map.difference, interval: hop.shell.map.interval,
      })),
      showLine: false,
      ...seriesStyle(colours, i),
    }));
    const last = scores[0].hops.length;
    datasets.push({
      label: "no difference",
      data: [{ x: 0.5, y: 0 }, { x: last + 0.5, y: 0 }],
      ...randomStyle(colours),
      pointRadius: 0,
      pointHoverRadius: 0,
      none: true,
    });
    const configuration = {
      type: "line",
      data: { datasets },
      plugins: [strokes(scores.map((score) => known(score).map((hop) => hop.shell.map.interval)))],
      options: options(
        colours,
        axis(colours, "", {
          type: "linear",
          min: 0.5,
          max: last + 0.5,
          grid: { display: false },
          afterBuildTicks: (scale) => {
            scale.ticks = scores[0].hops.map((hop) => ({ value: hop.hop }));
          },
          ticks: { callback: (value) => hopName(value) },
        }),
        axis(colours, "difference of mAP", {
          suggestedMin: Math.min(...scores.flatMap(known).map((hop) => hop.shell.map.interval.low)),
          suggestedMax: Math.max(...scores.flatMap(known).map((hop) => hop.shell.map.interval.high)),
          ticks: { callback: (value) => signed(value) },
        }),
        {
          title: () => "",
          label: ({ dataset, raw }) =>
            ` ${dataset.label}: ${signed(raw.y)} [${signed(raw.interval.low)}, ${signed(raw.interval.high)}]`,
        }),
    };
    configuration.options.interaction = { mode: "nearest", intersect: false };
    configuration.options.plugins.tooltip.filter = (item) => !item.dataset.none;
    return configuration;
  }

  function byDegree(colours) {
    const hops = report.reconstruction.scores[0].hops.filter((hop) => hop.shell.byDegree.length > 0);
    const buckets = new Map();
    hops.forEach((hop) => hop.shell.byDegree.forEach((bucket) => buckets.set(bucket.from, bucket)));
    const order = [...buckets.keys()].sort((a, b) => a - b);
    const find = (hop, from) => hop.shell.byDegree.find((bucket) => bucket.from === from);
    return {
      type: "line",
      data: {
        labels: order.map((from) => range(buckets.get(from))),
        datasets: hops.map((hop, i) => ({
          label: hopName(hop.hop),
          data: order.map((from) => find(hop, from)?.map ?? null),
          queries: order.map((from) => find(hop, from)?.queries ?? 0),
          ...seriesStyle(colours, i),
        })),
      },
      options: options(
        colours,
        axis(colours, "neighbours of the query node", { offset: true, grid: { display: false } }),
        axis(colours, "mAP", { beginAtZero: true }),
        {
          title: (items) => `${items[0].label} neighbours`,
          label: (item) =>
            ` ${item.dataset.label}: ${precision(item.raw)}, ${count.format(item.dataset.queries[item.dataIndex])} queries`,
        }),
    };
  }

  function degrees(colours) {
    const buckets = report.graph.degreeHistogram;
    return {
      type: "bar",
      data: {
        labels: buckets.map(range),
        datasets: [{
          label: "nodes",
          data: buckets.map((bucket) => positive(bucket.nodes)),
          backgroundColor: colours.series[0],
          categoryPercentage: 0.92,
          barPercentage: 1,
        }],
      },
      options: options(
        colours,
        axis(colours, "neighbours", { grid: { display: false } }),
        // From below one, so that a bar of one node can be seen.
        logarithmic(colours, "nodes", 0.5, undefined, (value) => short.format(value)),
        {
          title: (items) => `${items[0].label} neighbours`,
          label: (item) => ` ${count.format(item.raw)} nodes`,
        },
        false),
    };
  }

  function loss(colours) {
    const curve = report.training.lossCurve;
    return {
      type: "line",
      data: {
        datasets: [{
          label: "loss",
          data: curve.map((point) => ({ x: point.pairs, y: point.loss })),
          ...seriesStyle(colours, 0),
          pointRadius: curve.length > 30 ? 0 : 3,
          clip: false,
        }],
      },
      options: options(
        colours,
        axis(colours, "pairs trained", {
          type: "linear",
          min: 0,
          max: curve[curve.length - 1].pairs,
          grid: { display: false },
          ticks: { callback: (value) => short.format(value), maxTicksLimit: 7, includeBounds: false },
        }),
        axis(colours, "loss", {}),
        {
          title: (items) => `${count.format(items[0].parsed.x)} pairs`,
          label: (item) => ` loss ${precision(item.parsed.y)}`,
          footer: (items) => `learning rate ${precision(curve[items[0].dataIndex].learningRate)}`,
        },
        false),
    };
  }

  /** A colour of the palette, #rrggbb, nearly transparent: for bands. */
  const faint = (colour) => `${colour}2e`;

  function labels(colours) {
    const fractions = report.classification.fractions;
    const band = (name, sign) =>
      fractions.map((fraction) => fraction[name].mean + sign * fraction[name].deviation);
    const edge = { pointRadius: 0, pointHoverRadius: 0, borderWidth: 0, band: true };
    const datasets = [["micro", "micro-F1"], ["macro", "macro-F1"]].flatMap(([name, label], i) => [
      { label, data: fractions.map((fraction) => fraction[name].mean), ...seriesStyle(colours, i) },
      { label: `${label} high`, data: band(name, 1), ...edge },
      {
        label: `${label} low`, data: band(name, -1), ...edge,
        fill: "-1", backgroundColor: faint(colours.series[i]),
      },
    ]);
    datasets.push({
      label: "majority, micro-F1",
      data: fractions.map((fraction) => fraction.majorityMicro.mean),
      ...randomStyle(colours),
    });
    const configuration = {
      type: "line",
      data: { labels: fractions.map((fraction) => `${fraction.percent} %`), datasets },
      options: options(
        colours,
        axis(colours, "labelled nodes that train", { offset: true, grid: { display: false } }),
        axis(colours, "F1", { beginAtZero: true }),
        { label: (item) => ` ${item.dataset.label}: ${precision(item.raw)}` }),
    };
    const { legend, tooltip } = configuration.options.plugins;
    legend.labels.filter = (item, data) => !data.datasets[item.datasetIndex].band;
    tooltip.filter = (item) => !item.dataset.band;
    return configuration;
  }

  function restored(colours) {
    const sides = ["original", "restored"];
    const buckets = new Map();
    sides.forEach((side) => report.restored[side].degreeHistogram.forEach(
      (bucket) => buckets.set(bucket.from, bucket)));
    const order = [...buckets.keys()].sort((a, b) => a - b);
    const nodes = (side, from) =>
      report.restored[side].degreeHistogram.find((bucket) => bucket.from === from)?.nodes ?? 0;
    return {
      type: "bar",
      data: {
        labels: order.map((from) => range(buckets.get(from))),
        datasets: sides.map((side, i) => ({
          label: side,
          data: order.map((from) => positive(nodes(side, from))),
          backgroundColor: i === 0 ? colours.random : colours.series[0],
          categoryPercentage: 0.9,
          barPercentage: 1,
        })),
      },
      options: options(
        colours,
        axis(colours, "neighbours", { grid: { display: false } }),
        logarithmic(colours, "nodes", 0.5, undefined, (value) => short.format(value)),
        {
          title: (items) => `${items[0].label} neighbours`,
          label: (item) => ` ${item.dataset.label}: ${count.format(item.raw)} nodes`,
        }),
    };
  }

  const kinds = {
    "chart-sides": sides,
    "chart-differences": differences,
    "chart-precision": curve((shell) => shell.precisionAt, "precision", "precision"),
    "chart-recall": curve((shell) => shell.ranking?.recallAt, "recall", "recall"),
    "chart-restored": restored,
    "chart-shell": perHop("shell"),
    "chart-ball": perHop("ball"),
    "chart-degree": byDegree,
    "chart-labels": labels,
    "chart-degrees": degrees,
    "chart-loss": loss,
  };

  function draw() {
    charts.splice(0).forEach((chart) => chart.destroy());
    const colours = palette();
    Chart.defaults.font.family = colours.font;
    for (const [id, configuration] of Object.entries(kinds)) {
      const canvas = document.getElementById(id);
      if (canvas) {
        charts.push(new Chart(canvas, configuration(colours)));
      }
    }
  }

  function offerCopy() {
    const button = document.getElementById("copy");
    if (navigator.clipboard) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(document.getElementById("command").textContent);
          button.textContent = "Copied";
        } catch {
          button.textContent = "Copying is not allowed here";
        }
      });
    }
  }

  draw();
  offerCopy();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  // On paper: light colours, the width of the page, and nothing folded away.
  matchMedia("print").addEventListener("change", draw);
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
  });
})();
