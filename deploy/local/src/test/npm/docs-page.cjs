// Opens /docs in a browser, enters the key and presses Execute. Prints the result as one JSON line.
const { launch, open } = require('./browser.cjs');

const [front, key, executablePath, from, to] = process.argv.slice(2);
const MESSAGE = { channel: 'sms', from, to, content: { contentType: 'text', text: 'Sent from the page at /docs' } };

async function main() {
  const browser = await launch(executablePath);
  const { page, reports } = await open(browser, front);
  try {
    await page.goto(front + '/docs');
    const hint = await page.locator('.key').innerText();
    await authorize(page);
    const answer = await send(page);
    await page.selectOption('#select', { label: 'Operator API' });
    await page.locator('#operations-Accounts-listAccounts').waitFor();
    const operator = await page.locator('.opblock').count();
    console.log(JSON.stringify({ hint, ...answer, operator, ...reports }));
  } catch (error) {
    console.log(JSON.stringify({ failure: String(error), ...reports }));
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
