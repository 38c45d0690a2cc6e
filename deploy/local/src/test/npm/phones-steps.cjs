// Steps that the scenarios of the phones share.
const path = require('path');

const screenshots = process.argv[3];
const shot = (target, name) => target.screenshot({ path: path.join(screenshots, `${name}.png`) });
const bubble = (page, text) => page.locator('.message', { hasText: text }).last();
const status = (page, text, value) => bubble(page, text).locator(`.status[data-status="${value}"]`);
const hash = (phones, more = '') => `/#${phones.map(([key, business]) => `phone=${encodeURIComponent(business === undefined ? key : `${key}@${business}`)}`).join('&')}${more}`;

async function show(page, sandbox, phones, more = '') {
  await page.goto('about:blank');
  await page.goto(sandbox.url + hash(phones, more));
  await page.locator('.live[data-state="open"]').waitFor();
}

/** Waits until the condition returns a value. */
async function until(what, condition) {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not within 20 s: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

/** Opens the switches of a phone and sets one of them. */
async function flip(page, name) {
  const switches = page.locator('.switches').first();
  if (!(await switches.evaluate((element) => element.open))) await switches.locator('summary').click();
  await switches.getByLabel(name, { exact: true }).click();
}

async function typed(page, text) {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.keyboard.press('Enter');
}

module.exports = { shot, bubble, status, show, until, flip, typed };
