/**
 * Draws each chart of the page from the table beside it, with Chart.js. Without this script the tables say all of it.
 * Colours are those of the page, in light and dark; nothing moves for who asked for less motion.
 */
const { Chart } = globalThis;
const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const language = document.documentElement.lang;

/** Also told by their shape: a colour alone tells nothing to some. */
const dashes = [[], [6, 3], [2, 3], [10, 4, 2, 4]];
const points = ['circle', 'rect', 'triangle', 'rectRot'];

/** As the style sheet has it now. */
function colour(name) {
  const probe = document.createElement('span');
  probe.className = name;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function read(table, limit) {
  const [, ...names] = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].slice(0, limit || undefined);
  return {
    labels: rows.map((row) => row.cells[0].textContent.trim()),
    series: names.map((name, place) => ({
      name,
      values: rows.map((row) => Number(row.cells[place + 1].dataset.value)),
    })),
  };
}

/** Long names are cut where the chart has no room; the table has them whole. */
const short = (label, room) => (label.length > room ? `${label.slice(0, room - 1)}…` : label);

function draw(figure) {
  const { chart: kind, label, limit, colours: chosen } = figure.dataset;
  const { labels, series } = read(figure.querySelector('table'), Number(limit));
  const drawing = figure.querySelector('.drawing');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', label);
  drawing.replaceChildren(canvas);
  const lying = kind === 'bars';
  if (lying) drawing.dataset.lines = String(labels.length * series.length > 8 ? 'many' : 'few');
  const colours = chosen.split(' ').map((number) => colour(`series-${number}`));
  const [ink, line] = [colour('chart-text'), colour('chart-line')];
  const room = drawing.clientWidth < 480 ? 18 : 40;
  const counts = {
    beginAtZero: true,
    grid: { color: line },
    border: { color: line },
    ticks: { color: ink, precision: 0 },
  };
  const names = {
    grid: { display: false },
    border: { color: line },
    ticks: {
      color: ink,
      autoSkip: kind === 'line',
      callback: (_, place) => short(labels[place], room),
    },
  };
  return new Chart(canvas, {
    type: kind === 'line' ? 'line' : 'bar',
    data: {
      labels,
      datasets: series.map(({ name, values }, place) => ({
        label: name,
        data: values,
        borderColor: colours[place],
        backgroundColor: colours[place],
        borderWidth: kind === 'line' ? 2 : 0,
        borderDash: kind === 'line' ? dashes[place] : [],
        pointStyle: points[place],
        pointRadius: 4,
        maxBarThickness: 28,
      })),
    },
    options: {
      locale: language,
      indexAxis: lying ? 'y' : 'x',
      maintainAspectRatio: false,
      animation: still.matches ? false : { duration: 300 },
      color: ink,
      font: { family: 'system-ui, sans-serif' },
      scales: lying ? { x: counts, y: names } : { x: names, y: counts },
      plugins: {
        legend: {
          display: series.length > 1,
          labels: { color: ink, usePointStyle: kind === 'line', boxWidth: 10, boxHeight: 10 },
        },
      },
    },
  });
}

const figures = [...document.querySelectorAll('[data-chart]')];
let drawn = figures.map(draw);

dark.addEventListener('change', () => {
  for (const chart of drawn) chart.destroy();
  drawn = figures.map(draw);
});
