// Drives the phones of a sandbox in a browser. Reads scenarios as JSON lines {scenario, url, …} and prints a result for each.
// Arguments: path of the browser, folder of screenshots, settings of the sandbox as JSON.
const readline = require('readline');
const { launch, open, report } = require('./browser.cjs');
const { Sandbox } = require('./phones-contents.cjs');
const { shot } = require('./phones-steps.cjs');

const [executablePath, , settings] = process.argv.slice(2);
const SCENARIOS = { ...require('./phones-chats.cjs'), ...require('./phones-layout.cjs') };
const NARROW = { viewport: { width: 360, height: 640 } };
const OPTIONS = { narrow: NARROW, dark: { viewport: { width: 1400, height: 900 }, colorScheme: 'dark' }, 'narrow-dark': { ...NARROW, colorScheme: 'dark' } };

async function main() {
  const browser = await launch(executablePath);
  const kept = new Map();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    await report(request.scenario, async () => {
      const options = OPTIONS[request.name] ?? { viewport: { width: 1280, height: 900 } };
      const opened = kept.get(request.keep) ?? await open(browser, new URL(request.url).origin, options);
      if (request.keep !== undefined) kept.set(request.keep, opened);
      try {
        const sandbox = new Sandbox(request.url, JSON.parse(settings));
        return { result: await SCENARIOS[request.scenario](opened.page, sandbox, request, browser), ...opened.reports };
      } catch (error) {
        await shot(opened.page, `failed-${request.scenario}`);
        throw error;
      } finally {
        if (request.keep === undefined) await opened.close();
      }
    });
  }
  await browser.close();
}

main();
