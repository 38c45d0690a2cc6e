// Drives the console in a browser. Reads scenarios as JSON lines {scenario, url, …} and prints a result for each.
const readline = require('readline');
const path = require('path');
const axe = require('axe-core');
const { launch, open, report } = require('./browser.cjs');

const [executablePath, screenshots] = process.argv.slice(2);

const shot = (page, name) => page.screenshot({ path: path.join(screenshots, `console-${name}.png`), fullPage: true });

async function signIn(page, url, key) {
  await page.goto(url);
  await page.locator('input[name=key]').fill(key);
  await page.keyboard.press('Enter');
  await page.locator('.bar nav').waitFor();
}

/** Serious findings of axe-core, each with the first element. The debugger runs it, since the page's policy allows no other script. */
async function accessibility(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Runtime.evaluate', { expression: axe.source });
  const { result } = await client.send('Runtime.evaluate', {
    expression: 'axe.run(document).then((found) => JSON.stringify(found.violations))', awaitPromise: true, returnByValue: true,
  });
  return JSON.parse(result.value).filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
}

/** Bytes of all files, first paint and the width that does not fit. */
const measures = (page) => page.evaluate(() => ({
  bytes: performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
    .filter((entry) => entry.initiatorType !== 'fetch').reduce((total, entry) => total + entry.decodedBodySize, 0),
  paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1,
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
}));

/** A person creates an account, its key and a sender. */
async function setUp(page, { url, key, identity, attributes }) {
  await page.goto(url);
  await page.locator('input[name=key]').fill('not-the-key');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const refused = await page.getByRole('alert').innerText();
  await page.locator('input[name=key]').fill(key);
  await page.keyboard.press('Enter');
  await page.locator('form[role=search]').waitFor();
  const start = await measures(page);
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByLabel('Name of a new account').fill('<img src=x onerror=alert(1)>');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('New key').getByLabel('Name').fill('for the test');
  await page.getByRole('button', { name: 'Create key' }).click();
  const created = await page.locator('#new-key pre').innerText();
  const account = page.url().match(/accounts\/([0-9a-f-]{36})/)[1];
  await page.reload();
  await page.getByRole('heading', { name: 'Account <img' }).waitFor();
  const shownAgain = (await page.content()).includes(created);
  await page.getByRole('link', { name: 'Senders' }).click();
  await page.getByLabel('Channel').selectOption('sms');
  await page.getByLabel('Identity').fill(identity);
  await page.getByLabel('Attributes').fill(attributes);
  await page.getByRole('button', { name: 'Create sender' }).click();
  await page.getByRole('cell', { name: identity, exact: true }).first().waitFor();
  const findings = await accessibility(page);
  const inUrl = page.url().includes(key) || page.url().includes(created);
  return { refused, created, account, shownAgain, inUrl, start, findings };
}

/** The link of a message: timeline, replay, curl, narrow, dark. */
async function message(page, { url, key, link }) {
  await signIn(page, url, key);
  await page.goto(link);
  await page.getByText('Callback MessageStatus::delivered: attempt 1 failed').waitFor();
  const titles = await page.locator('.timeline .title').allInnerTexts();
  const attempt = page.locator('.timeline > li', { hasText: 'Attempt 1: ' }).first();
  await attempt.locator('summary').click();
  const exchange = await attempt.locator('.exchange').innerText();
  const answers = await page.locator('.timeline').innerText();
  await shot(page, 'message-light');
  const findings = await accessibility(page);
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  const curl = await page.locator('#curl').innerText();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await shot(page, 'message-dark');
  const dark = await accessibility(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 800 });
  const { overflow } = await measures(page);
  await shot(page, 'message-narrow');
  return { titles, exchange, answers, curl, overflow, findings: [...findings, ...dark] };
}

/** The timeline of a message, when it has an entry with the text. */
async function timeline(page, { url, key, link, text }) {
  await signIn(page, url, key);
  await page.goto(link);
  await page.locator('.timeline > li', { hasText: text }).first().waitFor();
  await shot(page, 'timeline');
  return { titles: await page.locator('.timeline .title').allInnerTexts() };
}

/** A message that failed is sent again, as another message. */
async function sendAgain(page, { url, key, link }) {
  await signIn(page, url, key);
  await page.goto(link);
  await page.getByText('Status failed').first().waitFor();
  const before = page.url();
  await page.getByRole('button', { name: 'Send again with a new id' }).click();
  await page.waitForURL((shown) => shown.href !== before);
  await page.getByText('Status delivered').first().waitFor();
  return { before, after: page.url() };
}

/** The callback is replayed; its endpoint works again. */
async function replay(page, { url, key, link }) {
  await signIn(page, url, key);
  await page.goto(link);
  const entry = page.locator('.timeline > li', { hasText: 'Callback MessageStatus::delivered' }).filter({ hasText: 'webhook-id' });
  await entry.getByRole('button', { name: 'Replay callback' }).click();
  await page.getByText('The callback is sent again.').waitFor();
  await entry.locator('.chip.good').waitFor();
  return { states: await page.locator('.timeline .chip').allInnerTexts() };
}

/** With the keyboard only: search for a person, open a message; then the pages of many rows. */
async function search(page, { url, key, person, count }) {
  await signIn(page, url, key);
  await page.getByLabel('To', { exact: true }).focus();
  await page.keyboard.type(person);
  await page.keyboard.press('Enter');
  await page.locator('tbody tr', { hasText: person }).nth(count - 1).waitFor();
  const address = page.url();
  const rows = await page.locator('tbody tr').count();
  const widest = (await measures(page)).overflow;
  const focused = await page.evaluate(() => document.activeElement.id);
  await page.keyboard.press('Tab');
  const findings = await accessibility(page);
  await shot(page, 'search');
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.getByRole('link', { name: 'First page' }).waitFor();
  await page.locator('tbody tr').first().waitFor();
  const second = await page.locator('tbody tr').count();
  await page.goto(address);
  await page.locator('tbody tr').nth(count - 1).waitFor();
  await page.locator('tbody tr a').first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  return { address, rows, second, widest, focused, findings };
}

/** Hostile texts are shown as texts. */
async function conversation(page, { url, key, link }) {
  await signIn(page, url, key);
  await page.goto(link);
  await page.locator('.talk li').first().waitFor();
  await page.setViewportSize({ width: 360, height: 800 });
  const texts = await page.locator('.talk li bdi').allInnerTexts();
  const directions = await page.locator('.talk li').evaluateAll((all) => all.map((one) => one.className));
  const { overflow } = await measures(page);
  await shot(page, 'conversation');
  return { texts, directions, overflow, findings: await accessibility(page) };
}

/** All exhausted callbacks of the account are replayed. */
async function deadLetters(page, { url, key, name }) {
  await signIn(page, url, key);
  await page.getByRole('link', { name: 'Dead letters' }).click();
  const row = page.locator('tbody tr', { hasText: name }).filter({ hasText: 'exhausted' });
  const before = await row.locator('.number').innerText();
  const findings = await accessibility(page);
  await row.getByRole('button', { name: 'Replay all' }).click();
  await page.getByText('callbacks are sent again').waitFor();
  await row.waitFor({ state: 'detached' });
  for (const kind of ['Expired messages', 'Provider events', 'Statuses without a message']) {
    await page.getByRole('link', { name: kind }).click();
    await page.locator(`.tabs a[aria-current]`, { hasText: kind }).waitFor();
  }
  return { before, announced: await page.locator('main [role=status]').first().innerText(), findings };
}

async function now(page, { url, key }) {
  await signIn(page, url, key);
  await page.getByRole('link', { name: 'Now' }).click();
  await page.locator('.plot canvas').waitFor();
  await page.getByRole('cell', { name: 'sms/sandbox' }).first().waitFor();
  const figures = await page.locator('.cards .panel').allInnerTexts();
  const { bytes } = await measures(page);
  await shot(page, 'now');
  return { figures, bytes, findings: await accessibility(page) };
}

/** An account's key shows what belongs to the account. */
async function account(page, { url, key, own, other }) {
  await signIn(page, own, key);
  const navigation = await page.locator('.bar nav a').allInnerTexts();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  await page.getByText('Status delivered').waitFor();
  const content = await page.locator('section[aria-labelledby=content]').innerText();
  await page.goto(other);
  const refused = await page.getByRole('alert').innerText();
  await page.goto(`${url}#/accounts`);
  const hidden = await page.getByRole('heading', { name: 'Not found' }).innerText();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.locator('input[name=key]').waitFor();
  const stored = await page.evaluate(() => sessionStorage.length);
  return { navigation, content, refused, hidden, stored };
}

const SCENARIOS = { setUp, message, timeline, sendAgain, replay, search, conversation, deadLetters, now, account };

async function main() {
  const browser = await launch(executablePath);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    await report(request.scenario, async () => {
      const { page, reports, close } = await open(browser, new URL(request.url).origin, { viewport: { width: 1280, height: 900 } });
      try {
        const result = await SCENARIOS[request.scenario](page, request);
        return { result, ...reports };
      } catch (error) {
        await shot(page, `${request.scenario}-failed`);
        throw error;
      } finally {
        await close();
      }
    });
  }
  await browser.close();
}

main();
