// Draws dashboards to pictures: node draw.mjs --prometheus URL --out FOLDER [--minutes N] [--until TIME] [--interval 1m] [NAME …]
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { createServer } from 'node:http';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const dashboards = join(here, '../../helm/parley/files/dashboards');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    prometheus: { type: 'string', default: 'http://127.0.0.1:9090' },
    out: { type: 'string', default: 'pictures' },
    minutes: { type: 'string', default: '30' },
    until: { type: 'string', default: new Date().toISOString() },
    interval: { type: 'string', default: '1m' },
    chromium: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});

async function bundle() {
  const result = await build({
    entryPoints: [join(here, 'src/app.tsx')],
    bundle: true,
    write: false,
    outdir: 'out',
    jsx: 'automatic',
    minify: true,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    loader: { '.svg': 'dataurl', '.woff2': 'dataurl', '.woff': 'dataurl', '.ttf': 'dataurl', '.png': 'dataurl' },
  });
  const text = (ending) => result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  return { '/app.js': ['text/javascript', text('.js')], '/app.css': ['text/css', text('.css')] };
}

/** Page, dashboards and Prometheus under one origin. */
async function serve(files) {
  const page = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/app.css"><div id="root"></div><script src="/app.js"></script>';
  const server = createServer(async (request, response) => {
    try {
      if (request.url.startsWith('/prometheus/')) {
        const answer = await fetch(options.prometheus + request.url.slice('/prometheus'.length));
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
      } else if (request.url.startsWith('/dashboards/')) {
        const name = request.url.slice('/dashboards/'.length).replace(/[^a-z-]/g, '');
        response.writeHead(200, { 'content-type': 'application/json' }).end(readFileSync(join(dashboards, `${name}.json`)));
      } else {
        const [type, text] = files[request.url] ?? ['text/html', page];
        response.writeHead(200, { 'content-type': type }).end(text);
      }
    } catch (error) {
      response.writeHead(502).end(String(error));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function period() {
  const minutes = Number(options.minutes);
  const step = Math.max(1, Math.ceil((minutes * 60) / 300));
  const to = Math.floor(Date.parse(options.until) / 1000 / step) * step;
  return { from: to - Math.floor((minutes * 60) / step) * step, to, step };
}

const names = positionals.length ? positionals : readdirSync(dashboards).map((file) => file.replace('.json', ''));
mkdirSync(options.out, { recursive: true });
const server = await serve(await bundle());
const browser = await chromium.launch({ executablePath: options.chromium, args: ['--no-sandbox'] });
let failed = 0;
for (const name of names) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  page.on('pageerror', (error) => console.error(`${name}: ${error}`));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(([name, period, interval]) => window.draw(name, period, interval), [name, period(), options.interval]);
  await page.waitForFunction(() => window.emptyPanels !== undefined, undefined, { timeout: 60_000 });
  await page.waitForTimeout(500); // the charts are drawn in the next frames
  await page.locator('#dashboard').screenshot({ path: join(options.out, `${name}.png`) });
  const empty = await page.evaluate(() => window.emptyPanels);
  failed += empty.length;
  console.log(`${name}: ${empty.length ? `without data: ${empty.join(', ')}` : 'all panels have data'}`);
  await page.close();
}
await browser.close();
server.close();
process.exitCode = failed ? 1 : 0;
