// A browser of the tests, with what each of its pages reports.
const { chromium } = require('playwright-core');

const TIMEOUT = 20_000;

async function launch(executablePath) {
  return chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Opens a page. Its `reports` are errors in the console and requests to other origins than the given one. */
async function open(browser, origin, options = {}) {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT);
  const reports = { errors: [], outside: [] };
  page.on('console', (line) => { if (line.type() === 'error') reports.errors.push(line.text()); });
  page.on('pageerror', (error) => reports.errors.push(String(error)));
  page.on('dialog', (dialog) => { reports.errors.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin + '/')) reports.outside.push(request.url());
  });
  return { page, reports, close: () => context.close() };
}

/** Prints the result of a scenario, or its failure, as one JSON line. */
async function report(scenario, run) {
  try {
    console.log(JSON.stringify({ scenario, ...(await run()) }));
  } catch (error) {
    console.log(JSON.stringify({ scenario, failure: String(error) }));
  }
}

module.exports = { launch, open, report };
