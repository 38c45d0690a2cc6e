// Opens /docs in a browser, enters the key and presses Execute. Prints the result as one JSON line.
const { chromium } = require('playwright-core');

const [front, key, executablePath, from, to] = process.argv.slice(2);
const MESSAGE = { channel: 'sms', from, to, content: { contentType: 'text', text: 'Sent from the page at /docs' } };

async function main() {
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const errors = [];
  const outside = [];
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (line) => { if (line.type() === 'error') errors.push(line.text()); });
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(front + '/')) outside.push(request.url());
    });
    await page.goto(front + '/docs');
    const hint = await page.locator('.key').innerText();
    await authorize(page);
    const answer = await send(page);
    await page.selectOption('#select', { label: 'Operator API' });
    await page.locator('#operations-Accounts-listAccounts').waitFor();
    const operator = await page.locator('.opblock').count();
    console.log(JSON.stringify({ hint, ...answer, operator, errors, outside }));
  } catch (error) {
    console.log(JSON.stringify({ failure: String(error), errors, outside }));
  } finally {
    await browser.close();
  }
}

async function authorize(page) {
  await page.locator('.auth-wrapper button.authorize').click();
  await page.locator('.auth-container input').fill(key);
  await page.locator('.auth-btn-wrapper button.authorize').click();
  await page.locator('.auth-btn-wrapper button.btn-done').click();
}

async function send(page) {
  const operation = page.locator('#operations-Messaging-sendMessage');
  await operation.locator('.opblock-summary-control').click();
  await operation.locator('.try-out__btn').click();
  await operation.locator('textarea.body-param__text').fill(JSON.stringify(MESSAGE));
  await operation.locator('button.execute').click();
  const answer = operation.locator('.live-responses-table tr.response').first();
  return {
    status: (await answer.locator('.response-col_status').innerText()).trim(),
    url: (await operation.locator('.request-url pre').innerText()).trim(),
  };
}

main();
