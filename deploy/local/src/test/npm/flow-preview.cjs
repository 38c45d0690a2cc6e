// Drives the preview page of Flows in a browser. Reads scenarios as JSON lines {scenario, url, …} and prints a result for each.
const readline = require('readline');
const path = require('path');
const { launch, open, report } = require('./browser.cjs');

const [executablePath, screenshots] = process.argv.slice(2);
const NEXT = '.footer .primary';

const shot = (page, name) => page.screenshot({ path: path.join(screenshots, `${name}.png`) });
const messages = (page) => page.locator('.message:not(:empty)').allInnerTexts();
const focused = (page) => page.evaluate(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return { tag: element.tagName, name: element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText, type: element.type };
});
const payload = async (page) => JSON.parse(await page.locator('.payload').innerText());

/** A visit is booked: messages, a condition, back, a date that is not available, completion. */
async function visit(page) {
  await page.locator(NEXT).click();
  const missing = await messages(page);
  const first = await focused(page);
  const withoutDevice = await page.getByLabel('Device').count();
  await page.getByLabel('Your name').fill('Mina <b>');
  await page.getByLabel('Repair').check();
  await page.getByLabel('Device').fill('Phone');
  const corrected = [...(await messages(page)), await page.locator('.notice').innerText()];
  await shot(page, 'visit-form');
  await page.locator(NEXT).click();
  await page.getByLabel('Day').fill('2026-12-24');
  await page.getByLabel('I accept').check();
  await page.locator(NEXT).click();
  const unavailable = await messages(page);
  await page.getByRole('button', { name: 'Read more' }).click();
  const link = await page.locator('#log a').first().getAttribute('href');
  await page.getByRole('button', { name: 'Back' }).click();
  const kept = [await page.getByLabel('Your name').inputValue(), await page.getByLabel('Device').inputValue()];
  await page.locator(NEXT).click();
  await page.getByLabel('Day').fill('2026-12-23');
  await page.getByLabel('I accept').check();
  await page.locator(NEXT).click();
  const review = await page.locator('.text.body').innerText();
  await page.locator(NEXT).click();
  const completed = await payload(page);
  await shot(page, 'visit-completed');
  const logged = await page.locator('#log strong').first().innerText();
  await page.getByRole('button', { name: 'Start again' }).first().click();
  const title = await page.locator('.screen h1').innerText();
  return { missing, corrected, first, withoutDevice, unavailable, link, kept, review, completed, logged, title };
}

/** Every screen is shown; returns the types of components and the problems on them. */
async function components(page) {
  const types = new Set();
  const problems = [];
  const ids = await page.locator('#screens option').evaluateAll((options) => options.map((option) => option.value));
  for (const id of ids) {
    await page.selectOption('#screens', id);
    const screen = page.locator('.screen');
    for (const type of await screen.locator('[data-type]').evaluateAll((all) => all.map((one) => one.dataset.type))) types.add(type);
    problems.push(...(await screen.locator('.problem').allInnerTexts()));
    await shot(page, `components-${id}`);
  }
  const broken = await page.locator('parley-flow img').evaluateAll((all) => all.filter((one) => one.naturalWidth === 0).length);
  return { types: [...types].sort(), problems, broken, ...(await behaviour(page)) };
}

/** What selections, conditions, cases and files do on the screens of components.json. */
async function behaviour(page) {
  await page.selectOption('#screens', 'INPUTS');
  const initial = [await page.getByLabel('Note').inputValue(), await page.getByRole('radio', { name: /Option B/ }).isChecked()];
  const given = await messages(page);
  const before = [await page.getByText('No chip is chosen').count(), await page.getByText('Case B').count()];
  await page.getByRole('button', { name: 'Red' }).click();
  await page.getByRole('radio', { name: /Option A/ }).check();
  const after = [await page.getByText('A chip is chosen').count(), await page.getByText('Case A').count()];
  const disabled = await page.getByRole('checkbox', { name: /Option C/ }).isDisabled();
  await page.getByRole('checkbox', { name: /Option A/ }).check();
  await page.getByRole('checkbox', { name: /Option B/ }).check();
  await page.getByLabel('Dropdown').selectOption({ label: 'Option A' });
  const description = await page.locator('.selected-option .description').innerText();
  await page.getByLabel('Mail').fill('nothing');
  await page.getByLabel('From').fill('2026-06-01');
  await page.getByLabel('To', { exact: true }).fill('2026-06-02');
  await page.locator(NEXT).click();
  const invalid = await messages(page);
  await page.getByRole('checkbox', { name: /Option B/ }).uncheck();
  await page.getByLabel('Mail').fill('mina@example.com');
  await page.getByLabel('To', { exact: true }).fill('2026-06-04');
  await page.locator(NEXT).click();
  const hidden = await page.getByText('Hidden').isVisible();
  await page.locator('input[type=file]').setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
  await page.locator(NEXT).click();
  return { initial, given, before, after, disabled, description, invalid, hidden, completed: await payload(page) };
}

/** The visit is booked without a pointer. */
async function keyboard(page) {
  const tabTo = async (name) => {
    for (let steps = 0; steps < 40; steps++) {
      await page.keyboard.press('Tab');
      if ((await focused(page)).name?.includes(name)) return;
    }
    throw new Error(`${name} is not reached by Tab; the focus is at ${JSON.stringify(await focused(page))}`);
  };
  await tabTo('Your name');
  await page.keyboard.type('Mina');
  await tabTo('Repair');
  await page.keyboard.press('Space');
  await tabTo('Device');
  await page.keyboard.type('Phone');
  await tabTo('Continue');
  await page.keyboard.press('Enter');
  const heading = await focused(page);
  await tabTo('Day');
  await page.keyboard.type('12232026');
  await tabTo('I accept');
  await page.keyboard.press('Space');
  await tabTo('Review');
  await page.keyboard.press('Enter');
  await tabTo('Send');
  await page.keyboard.press('Enter');
  return { heading: heading.name, completed: await payload(page) };
}

/** Colours and overflow on a small screen with a dark system. */
async function small(page) {
  const colours = () => page.locator('parley-flow').evaluate((flow) => {
    const style = getComputedStyle(flow);
    return [style.backgroundColor, style.color];
  });
  const dark = await colours();
  await shot(page, 'small-dark');
  await page.selectOption('#appearance', 'light');
  const light = await colours();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return { dark, light, overflow };
}

/** A Flow with an endpoint: what would be sent, and what a page does that has an endpoint, as the phones of a sandbox. */
async function exchange(page) {
  const flow = page.locator('parley-flow');
  const title = () => page.locator('.screen h1').innerText();
  const notice = () => page.locator('.notice').innerText();
  const first = await title();
  await flow.getByLabel('City').fill('Oslo');
  await page.locator(NEXT).click();
  const shown = JSON.parse(await page.locator('#log pre').first().innerText());
  const unchanged = await title();
  await flow.evaluate((element) => element.addEventListener('flow-data-exchange', (event) => event.preventDefault()));
  await page.locator(NEXT).click();
  const waiting = await page.locator(NEXT).isDisabled();
  await flow.evaluate((element) => element.fail('Not available'));
  const failed = await notice();
  await page.locator(NEXT).click();
  await flow.evaluate((element) => element.respond({ screen: 'CITY', data: { error_message: 'Unknown city' } }));
  const refused = await notice();
  await page.locator(NEXT).click();
  await flow.evaluate((element) => element.respond({ screen: 'SLOTS', data: { slots: [{ id: '10', title: 'Ten' }] } }));
  const second = await title();
  await flow.getByLabel('Ten').check();
  await page.getByRole('button', { name: 'Back' }).click();
  const back = JSON.parse(await page.locator('#log pre').first().innerText()).action;
  await flow.evaluate((element) => element.respond({ screen: 'SLOTS', data: {} }));
  await page.locator(NEXT).click();
  await flow.evaluate((element) => element.respond(
    { screen: 'SUCCESS', data: { extension_message_response: { params: { flow_token: 't', slot: '10' } } } }));
  return { first, shown, unchanged, waiting, failed, refused, second, back, completed: await payload(page) };
}

/** A Flow that tries to run code and to use up the browser. */
async function hostile(page) {
  const texts = await page.locator('.screen .text').count();
  const links = await page.locator('a').evaluateAll((all) => all.map((one) => one.protocol));
  for (const button of await page.getByRole('button', { name: /^Open/ }).all()) await button.click();
  const log = await page.locator('#log').innerText();
  const ran = await page.evaluate(() => window.ran);
  const elements = await page.locator('parley-flow').evaluate((flow) => flow.shadowRoot.querySelectorAll('*').length);
  await shot(page, 'hostile');
  return { texts, links, log, ran: ran ?? null, elements, scripts: await page.locator('parley-flow script, parley-flow iframe').count() };
}

/** Reads what the page shows, again and again until it has the text. */
async function text(page, { expected }) {
  await page.getByText(expected).first().waitFor();
  return { errors: await page.locator('#errors').innerText(), notice: await page.locator('#notice').innerText() };
}

const SCENARIOS = { visit, components, keyboard, small, exchange, hostile, text };
const OPTIONS = { small: { viewport: { width: 360, height: 640 }, colorScheme: 'dark' } };

async function main() {
  const browser = await launch(executablePath);
  const pages = new Map();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    await report(request.scenario, async () => {
      const key = request.keep ?? request.scenario;
      if (!pages.has(key)) {
        const opened = await open(browser, new URL(request.url).origin, OPTIONS[request.scenario] ?? { viewport: { width: 1280, height: 900 } });
        await opened.page.goto(request.url);
        await opened.page.locator('.screen').waitFor();
        pages.set(key, opened);
      }
      const { page, reports, close } = pages.get(key);
      try {
        return { result: await SCENARIOS[request.scenario](page, request), ...reports };
      } catch (error) {
        await shot(page, `failed-${request.scenario}`);
        throw error;
      } finally {
        if (request.keep === undefined) {
          pages.delete(key);
          await close();
        }
      }
    });
  }
  await browser.close();
}

main();
