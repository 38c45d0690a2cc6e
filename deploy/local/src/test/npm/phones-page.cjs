// Drives the phones of a sandbox in a browser. Reads scenarios as JSON lines {scenario, url, …} and prints a result for each.
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const { launch, open, report } = require('./browser.cjs');
const { NUMBER, SERVICE, HOSTILE, OFFER_TEMPLATE, PNG, Sandbox, whatsappContents, viberContents, partnerContents } = require('./phones-contents.cjs');

const [executablePath, screenshots, settings] = process.argv.slice(2);
const AXE = require.resolve('axe-core/axe.min.js');

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

/** Every content of every app is drawn; each has a screenshot. */
async function contents(page, sandbox) {
  await sandbox.call('POST', '/control/templates', OFFER_TEMPLATE);
  const drawn = {};
  const draw = async (key, business, all, send) => {
    await show(page, sandbox, [[key, business]]);
    const names = [];
    for (const [name, content] of Object.entries(all)) {
      const count = await page.locator('.message').count();
      await send(content);
      await page.locator('.message').nth(count).waitFor();
      const message = page.locator('.message').nth(count);
      await until(`${name} has its files`, () => message.evaluate((element) => [...element.querySelectorAll('img')].every((image) => image.complete)));
      await shot(message, `phone-${key.split(':')[0]}-${name}`);
      names.push({ name, text: await message.innerText(), broken: await message.locator('.broken:visible').count() });
    }
    await shot(page.locator('.handset'), `phone-${key.split(':')[0]}`);
    drawn[key.split(':')[0]] = names;
  };
  await draw('whatsapp:49170100', NUMBER, await whatsappContents(sandbox), ([type, content]) => sandbox.whatsapp('49170100', type, content));
  await draw('viber:sub-1', SERVICE, await viberContents(sandbox), (message) => sandbox.viber('sub-1', message));
  await draw('viber-partner:49170101', SERVICE, await partnerContents(sandbox), (content) => sandbox.partner('49170101', content));
  return drawn;
}

/** A person taps buttons, rows and cards, writes, quotes, reacts, edits, takes back, and sends files and places. */
async function conversation(page, sandbox) {
  const person = '49170110';
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER]]);
  const all = await whatsappContents(sandbox);
  await sandbox.whatsapp(person, ...all.buttons);
  await page.locator('.handset').getByRole('button', { name: 'Yes' }).click();
  await page.locator('.message.from-person', { hasText: 'Yes' }).waitFor();
  await sandbox.whatsapp(person, ...all.list);
  await page.locator('.handset').getByRole('button', { name: 'Show times' }).click();
  await shot(page, 'phone-whatsapp-rows');
  await page.locator('dialog').getByRole('button', { name: 'Row 3' }).click();
  await page.locator('.message.from-person', { hasText: 'Row 3' }).waitFor();
  await typed(page, 'A questoin');
  const question = page.locator('.message.from-person', { hasText: 'A questoin' });
  await question.getByRole('button', { name: /Reply/ }).click();
  await page.locator('dialog').getByRole('button', { name: 'Edit', exact: true }).click();
  await typed(page, 'A question');
  await page.locator('.message.from-person', { hasText: 'A question' }).waitFor();
  await page.locator('.message.from-business').first().getByRole('button', { name: /Reply/ }).click();
  await page.locator('dialog').getByRole('button', { name: 'Reply', exact: true }).click();
  await typed(page, 'Quoting');
  await bubble(page, 'Quoting').locator('blockquote', { hasText: 'An interactive message: button' }).waitFor();
  await page.locator('.message.from-business').first().getByRole('button', { name: /Reply/ }).click();
  await page.locator('dialog').getByRole('button', { name: 'React with 👍' }).click();
  await page.locator('.reactions', { hasText: '👍' }).waitFor();
  await page.locator('.attach summary').click();
  await page.locator('input[type=file]').setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: PNG });
  await page.locator('.message.from-person img').waitFor();
  await page.locator('.attach summary').click();
  await page.locator('.handset').getByRole('button', { name: 'Location' }).click();
  await page.locator('dialog').getByRole('button', { name: 'Send' }).click();
  await page.locator('.message.from-person .location').waitFor();
  await bubble(page, 'Quoting').getByRole('button', { name: /Reply/ }).click();
  await page.locator('dialog').getByRole('button', { name: 'Delete for everyone' }).click();
  await page.getByText('This message was deleted').waitFor();
  return { inbound: (await sandbox.inbound()).filter((one) => one.from === person).length };
}

/** Offline, online, read, blocked, a clock of the next day. */
async function switches(page, sandbox) {
  const person = '49170120';
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER]]);
  await sandbox.text(person, 'first');
  await status(page, 'first', 'read').waitFor();
  await flip(page, 'Read by hand');
  await flip(page, 'Online');
  await page.getByText('Offline · by hand').waitFor();
  await sandbox.text(person, 'waiting');
  await status(page, 'waiting', 'sent').waitFor();
  await flip(page, 'Online');
  await status(page, 'waiting', 'delivered').waitFor();
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await status(page, 'waiting', 'read').waitFor();
  await flip(page, 'Blocked');
  await page.getByText('You have blocked this business.').waitFor();
  await sandbox.text(person, 'blocked');
  const blocked = await status(page, 'blocked', 'failed').innerText();
  await flip(page, 'Blocked');
  await page.getByRole('button', { name: 'Clock +24 h' }).click();
  await page.getByText('clock +24 h').waitFor();
  await sandbox.text(person, 'too late');
  const late = await status(page, 'too late', 'failed').innerText();
  await shot(page.locator('.handset'), 'phone-switches');
  return { blocked, late };
}

/** A Flow of three screens is filled. */
async function flow(page, sandbox, { flow: json, waba }) {
  const person = '49170130';
  const added = await sandbox.call('POST', `/control/accounts/${waba}/flows`, { name: 'three_screens', status: 'PUBLISHED', flow_json: json });
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER]]);
  const parameters = { flow_message_version: '3', flow_id: added.id, flow_cta: 'Book a visit', flow_token: 'token-3', flow_action: 'navigate' };
  await sandbox.whatsapp(person, 'interactive', { type: 'flow', body: { text: 'When?' }, action: { name: 'flow', parameters } });
  await page.locator('.handset').getByRole('button', { name: 'Book a visit' }).click();
  const next = page.locator('parley-flow .footer .primary');
  await page.getByLabel('Your name').fill('Mina');
  await page.getByLabel('Repair').check();
  await page.getByLabel('Device').fill('Phone');
  await shot(page, 'phone-flow');
  await next.click();
  await page.getByLabel('Day').fill('2026-12-23');
  await page.getByLabel('I accept').check();
  await next.click();
  await next.click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  const form = page.locator('.message[data-kind="form"]');
  await form.locator('summary').click();
  const response = JSON.parse(await form.locator('pre').innerText());
  await shot(page.locator('.handset'), 'phone-flow-completed');
  return { response };
}

/** Taps a button of the newest message of a person. */
async function tapLabel(page, sandbox, { person, label }) {
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER]]);
  await page.locator('.handset').getByRole('button', { name: label }).last().click();
  await page.locator('.message.from-person', { hasText: label }).waitFor();
  return {};
}

/** A Flow with an endpoint is filled: the sandbox calls the endpoint, encrypted. */
async function exchangeFlow(page, sandbox, { person }) {
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER]]);
  await page.locator('.handset').getByRole('button', { name: 'Rate' }).last().click();
  await page.getByLabel('Remark').fill('Fine');
  await page.locator('parley-flow .footer .primary').click();
  const form = page.locator('.message[data-kind="form"]').last();
  await form.locator('summary').click();
  return { response: JSON.parse(await form.locator('pre').innerText()) };
}

/** Content that tries to run code or to break the layout. */
async function hostile(page, sandbox) {
  const person = '49170140';
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER], [`sms:${person}`]]);
  await sandbox.text(person, HOSTILE);
  await sandbox.text(person, '😀'.repeat(2_048));
  await sandbox.text(person, 'x'.repeat(4_000));
  await sandbox.text(person, `${'*'.repeat(2_000)}${'_a_'.repeat(600)}`);
  await sandbox.whatsapp(person, 'contacts', [{ name: { formatted_name: HOSTILE, first_name: HOSTILE }, phones: [{ phone: HOSTILE }] }]);
  await sandbox.whatsapp(person, 'document', { link: 'http://127.0.0.1:1/x', filename: HOSTILE });
  await sandbox.whatsapp(person, 'interactive', { type: 'cta_url', body: { text: 'Link' }, action: { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://example.com/"onclick=alert(1)' } } }).catch(() => {});
  await sandbox.call('POST', '/control/inbound', { channel: 'whatsapp', from: person, to: NUMBER, name: HOSTILE, text: HOSTILE });
  await page.locator('.message.from-person').waitFor();
  await shot(page, 'phone-hostile');
  const ran = await page.evaluate(() => window.ran ?? null);
  const injected = await page.locator('.message script, .message img[src="x"], .message [onerror]').count();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const wide = await page.locator('.message').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().width > one.closest('.messages').getBoundingClientRect().width).length);
  return { ran, injected, overflow, wide, texts: await page.locator('.message .text').count() };
}

/** Two browsers show the same phone. */
async function twoBrowsers(page, sandbox, request, browser) {
  const person = '49170150';
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER]]);
  const other = await open(browser, sandbox.url);
  await show(other.page, sandbox, [[`whatsapp:${person}`, NUMBER]]);
  await sandbox.text(person, 'for both');
  await typed(page, 'from the first');
  await other.page.locator('.message.from-person', { hasText: 'from the first' }).waitFor();
  await flip(other.page, 'Online');
  await page.getByText('Offline').first().waitFor();
  await typed(other.page, 'from the second');
  await page.locator('.message.from-person', { hasText: 'from the second' }).waitFor();
  const texts = async (one) => (await one.locator('.message .text').allInnerTexts()).sort();
  const result = { first: await texts(page), second: await texts(other.page) };
  await other.close();
  return result;
}

/** Many messages a second, for some seconds: the page stays usable. */
async function burst(page, sandbox, { seconds, rate }) {
  const person = '49170160';
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER], ['whatsapp:49170161', NUMBER], ['whatsapp:49170162', NUMBER]]);
  const before = await memory(page);
  const end = Date.now() + seconds * 1_000;
  let sent = 0;
  const started = Date.now();
  const work = async () => {
    while (Date.now() < end) {
      if (sent > (Date.now() - started) * rate / 1_000) await new Promise((resolve) => { setTimeout(resolve, 5); });
      else await sandbox.text(`4917016${sent % 3}`, `n${sent++}`);
    }
  };
  const all = Promise.all(Array.from({ length: 16 }, work));
  const slowest = await page.evaluate(async (milliseconds) => {
    const until = performance.now() + milliseconds;
    let slow = 0;
    let last = performance.now();
    while (last < until) {
      await new Promise((resolve) => { setTimeout(resolve, 0); });
      slow = Math.max(slow, performance.now() - last);
      last = performance.now();
    }
    return slow;
  }, seconds * 1_000);
  await all;
  await sandbox.text(person, 'the last one');
  await page.getByText('the last one').first().waitFor();
  await page.getByRole('button', { name: 'Faults' }).click();
  await page.locator('.panel[data-panel="faults"]').waitFor();
  const shown = await page.locator('.message').count();
  return { sent, slowest, shown, grown: (await memory(page)) / before };
}

async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** Begins before a restart of the sandbox, and ends after it. */
async function beforeRestart(page, sandbox) {
  await show(page, sandbox, [['whatsapp:49170170', NUMBER]]);
  await sandbox.text('49170170', 'before the restart');
  await page.getByText('before the restart').first().waitFor();
  return {};
}

async function afterRestart(page, sandbox) {
  await page.locator('.live[data-state="open"]').waitFor();
  await until('the messages of the earlier run are gone', async () => (await page.locator('.message').count()) === 0);
  await sandbox.text('49170170', 'after the restart');
  await page.getByText('after the restart').first().waitFor();
  return { texts: await page.locator('.message .text').allInnerTexts() };
}

/** Templates are reviewed, the quality of a number and faults are set. */
async function panels(page, sandbox, { waba }) {
  await sandbox.call('PUT', '/control/faults', { templates: { automaticReview: false } });
  const components = [{ type: 'BODY', text: 'Your lamp has been sent.' }];
  await sandbox.call('POST', `/graph/v25.0/${waba}/message_templates`, { name: 'lamp_sent', language: 'en', category: 'UTILITY', components },
    { Authorization: `Bearer ${sandbox.settings.metaToken}` });
  await show(page, sandbox, [], '&panel=templates');
  const waiting = page.locator('.panel li', { hasText: 'lamp_sent' });
  await waiting.getByRole('button', { name: 'Approve' }).click();
  await waiting.locator('.chip[data-status="APPROVED"]').waitFor();
  await waiting.getByRole('button', { name: 'Pause' }).click();
  await waiting.locator('.chip[data-status="PAUSED"]').waitFor();
  await shot(page, 'phone-panel-templates');
  await page.getByRole('button', { name: 'Numbers' }).click();
  await page.locator('.panel').getByLabel('Quality').first().selectOption('RED');
  await page.getByText('the webhook phone_number_quality_update is sent').waitFor();
  await page.getByRole('button', { name: 'Faults' }).click();
  await page.locator('[data-faults="whatsapp"] > summary').click();
  await page.locator('[data-fault="whatsapp.http5xx"] input').fill('1');
  await page.keyboard.press('Tab');
  await until('the fault is set', async () => (await sandbox.call('GET', '/control/faults')).whatsapp.http5xx === 1);
  await shot(page, 'phone-panel-faults');
  const drawn = await page.locator('[data-fault]').count();
  await page.getByRole('button', { name: 'No faults' }).click();
  await until('the fault is removed', async () => (await sandbox.call('GET', '/control/faults')).whatsapp.http5xx === 0);
  return { drawn };
}

/** A person is added, a chat begun and answered without a pointer. */
async function keyboard(page, sandbox) {
  await show(page, sandbox, []);
  const focus = () => page.evaluate(() => {
    const element = document.activeElement;
    return element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText ?? '';
  });
  const tabTo = async (name) => {
    for (let steps = 0; steps < 60; steps++) {
      await page.keyboard.press('Tab');
      if ((await focus()).includes(name)) return;
    }
    throw new Error(`${name} is not reached by Tab; the focus is at ${await focus()}`);
  };
  await tabTo('Phone or id');
  await page.keyboard.type('+49 170 180');
  await page.keyboard.press('Enter');
  await page.locator('.handset').waitFor();
  await tabTo('New chat');
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').waitFor();
  await page.getByLabel('Number or service').focus();
  await page.keyboard.press('Enter');
  await page.locator('.composer').waitFor();
  await tabTo('Message');
  await page.keyboard.type('Typed');
  await page.keyboard.press('Enter');
  await page.locator('.message.from-person', { hasText: 'Typed' }).waitFor();
  const all = await whatsappContents(sandbox);
  await sandbox.whatsapp('49170180', ...all.buttons);
  await page.locator('.handset').getByRole('button', { name: 'Yes' }).waitFor();
  await page.locator('.handset .back').focus();
  await tabTo('Yes');
  await page.keyboard.press('Enter');
  await page.locator('.message.from-person', { hasText: 'Yes' }).waitFor();
  return { address: await page.evaluate(() => decodeURIComponent(location.hash)) };
}

/** No serious finding of axe-core, in light and dark; nothing is wider than a small screen. */
async function accessible(page, sandbox, { name }) {
  const person = `4917019${name.length}`;
  await sandbox.call('POST', '/control/templates', OFFER_TEMPLATE);
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER], ['viber:sub-9', SERVICE], [`sms:${person}`]], '&panel=templates');
  const all = await whatsappContents(sandbox);
  for (const one of ['text', 'template', 'carousel', 'buttons', 'offer', 'document', 'contacts', 'location']) await sandbox.whatsapp(person, ...all[one]);
  const viber = await viberContents(sandbox);
  await sandbox.viber('sub-9', viber.keyboard);
  await page.locator('.keyboard').waitFor();
  await page.locator('.message[data-kind="location"]').waitFor();
  await page.locator('.panel li').first().waitFor();
  const run = fs.readFileSync(AXE, 'utf8');
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: run });
  const findings = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')}`);
  });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await shot(page, `phones-${name}`);
  return { findings, overflow };
}

/** Time to the first paint, and what is loaded. */
async function paint(page, sandbox) {
  await show(page, sandbox, []);
  await page.locator('.sidebar').waitFor();
  return page.evaluate(() => {
    const files = performance.getEntriesByType('resource').filter((one) => one.name.includes('/web/'));
    return {
      first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      files: files.length,
      bytes: files.reduce((sum, one) => sum + one.decodedBodySize, 0),
    };
  });
}

const SCENARIOS = { contents, conversation, switches, flow, tapLabel, exchangeFlow, hostile, twoBrowsers, burst, beforeRestart, afterRestart, panels, keyboard, accessible, paint };
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
