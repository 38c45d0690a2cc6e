// A small plot of values over time, by uPlot.
// @ts-ignore: its types are not beside it in the jar.
import uPlot from '../../uplot/uplot.js';

const MAX_POINTS = 600;
const HEIGHT = 220;
const MIN_SECONDS = 60;

/** Classes whose colour is that of a line; a canvas does not know the colours of light and dark itself. */
const COLOURS = ['plot-first', 'plot-second'];

/** Values of several series at the same times. */
export class History {
  /** @param {number} series */
  constructor(series) {
    /** @type {number[][]} times in seconds, then the values of each series */
    this.data = Array.from({ length: series + 1 }, () => []);
  }

  /** @param {number} seconds @param {number[]} values */
  add(seconds, values) {
    if (seconds <= (this.data[0].at(-1) ?? 0)) return;
    [seconds, ...values].forEach((value, index) => {
      this.data[index].push(value);
      if (this.data[index].length > MAX_POINTS) this.data[index].shift();
    });
  }

  /** The newest value of each series. */
  latest() {
    return this.data.slice(1).map((values) => values.at(-1) ?? 0);
  }
}

export class Plot {
  /** @param {string[]} labels */
  constructor(labels) {
    this.labels = labels;
    /** @type {any} */ this.plot = null;
    /** @type {Element | null} */ this.host = null;
    this.observer = new ResizeObserver(() => this.resize());
  }

  /** @param {Element | null} host @param {History} history */
  show(host, history) {
    if (!host) return;
    if (host !== this.host) this.create(host, history);
    else this.plot.setData(history.data);
  }

  destroy() {
    this.observer.disconnect();
    this.plot?.destroy();
    this.plot = null;
    this.host = null;
  }

  /** @param {Element} host @param {History} history */
  create(host, history) {
    this.plot?.destroy();
    this.host = host;
    const colours = this.labels.map((_, index) => colourOf(host, COLOURS[index % COLOURS.length]));
    const text = colourOf(host, 'muted');
    const lines = { stroke: text, grid: { stroke: colourOf(host, 'plot-grid'), width: 1 } };
    this.plot = new uPlot({
      width: host.clientWidth,
      height: HEIGHT,
      legend: { live: false },
      cursor: { drag: { setScale: false } },
      scales: {
        x: { range: (/** @type {unknown} */ _, /** @type {number} */ min, /** @type {number} */ max) => [Math.min(min, max - MIN_SECONDS), max] },
        y: { range: (/** @type {unknown} */ _, /** @type {number} */ min, /** @type {number} */ max) => [0, Math.max(5, max * 1.1)] },
      },
      axes: [lines, { ...lines, size: 60, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6] }],
      series: [{}, ...this.labels.map((label, index) => ({ label, stroke: colours[index], width: 2, points: { show: false } }))],
    }, history.data, host);
    this.observer.disconnect();
    this.observer.observe(host);
  }

  /** Fits the plot to its box. */
  resize() {
    if (this.plot && this.host) this.plot.setSize({ width: this.host.clientWidth, height: HEIGHT });
  }
}

/**
 * Reads the colour of a class each time the plot is drawn, since light and dark can change.
 * @param {Element} host
 * @param {string} name
 */
function colourOf(host, name) {
  const probe = host.appendChild(document.createElement('span'));
  probe.className = name;
  probe.hidden = true;
  return () => getComputedStyle(probe).color;
}
