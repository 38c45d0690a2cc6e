// Scenarios of the page: hostile content, several browsers, bursts, restarts, panels, keyboard, accessibility.
const fs = require('fs');
const { open } = require('./browser.cjs');
const { NUMBER, SERVICE, HOSTILE, OFFER_TEMPLATE, whatsappContents, viberContents } = require('./phones-contents.cjs');
const { shot, show, until, flip, typed } = require('./phones-steps.cjs');

const AXE = require.resolve('axe-core/axe.min.js');

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

/** Many messages a second in both directions: the page stays usable, and keeps as much after a second burst as after the first. */
async function burst(page, sandbox, { seconds, rate }) {
  const persons = ['49170160', '49170161', '49170162'];
  await show(page, sandbox, persons.map((person) => [`whatsapp:${person}`, NUMBER]));
  const first = await flood(page, sandbox, { persons, seconds, rate });
  const kept = await counts(page);
  const second = await flood(page, sandbox, { persons, seconds: 1, rate });
  const faults = page.getByRole('button', { name: 'Faults', exact: true });
  await faults.click();
  await page.locator('.panel[data-panel="faults"]').waitFor();
  await faults.click();
  return { sent: first.sent + second.sent, slowest: first.slowest, kept, later: await counts(page) };
}

/** Sends to the persons and from the first one. Returns how many, and the longest time that the page needed for something else. */
async function flood(page, sandbox, { persons, seconds, rate }) {
  const started = Date.now();
  const end = started + seconds * 1_000;
  let sent = 0;
  const send = async () => {
    while (Date.now() < end) {
      if (sent > (Date.now() - started) * rate / 1_000) await new Promise((resolve) => { setTimeout(resolve, 5); });
      else await sandbox.text(persons[sent % persons.length], `n${sent++}`);
    }
  };
  const receive = async () => {
    for (let second = 0; second < seconds; second++) {
      await sandbox.call('POST', '/control/inbound', { channel: 'whatsapp', from: persons[0], to: NUMBER, text: 'm', count: rate / 2 });
      sent += rate / 2;
      await new Promise((resolve) => { setTimeout(resolve, 1_000); });
    }
  };
  const all = Promise.all([receive(), ...Array.from({ length: 16 }, send)]);
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
  for (const person of persons) {
    await sandbox.text(person, `the last one at ${end}`);
    await page.locator(`[data-phone="whatsapp:${person}"]`).getByText(`the last one at ${end}`).waitFor();
  }
  return { sent, slowest };
}

/** Messages in memory and on the screen; nodes of the document and those that scripts still refer to. */
async function counts(page) {
  const messages = Number(await page.locator('main').getAttribute('data-kept-messages'));
  const shown = await page.locator('.message').count();
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { messages, shown, nodes, listeners };
}

/** Earlier messages are loaded when a person scrolls up, and released at the end of the chat. */
async function earlier(page, sandbox) {
  const person = '49170163';
  const total = 120;
  for (let n = 1; n <= total; n++) await sandbox.text(person, `number ${n}.`);
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER]]);
  const list = page.locator('.messages');
  const count = (number) => until(`${number} messages are shown`, async () => (await page.locator('.message').count()) === number);
  const top = () => page.evaluate(() => {
    const edge = document.querySelector('.messages').getBoundingClientRect().top;
    return [...document.querySelectorAll('.message')].find((one) => one.getBoundingClientRect().bottom > edge).querySelector('.text').innerText;
  });
  await list.getByText(`number ${total}.`).waitFor();
  await count(50);
  await list.evaluate((element) => { element.scrollTop = 0; });
  await count(100);
  const before = await top();
  await sandbox.text(person, 'while reading');
  await list.getByText('while reading').waitFor({ state: 'attached' });
  const after = await top();
  await page.getByRole('button', { name: 'Earlier messages' }).focus();
  await page.keyboard.press('Enter');
  await count(total + 1);
  const buttons = await page.getByRole('button', { name: 'Earlier messages' }).count();
  await list.evaluate((element) => { element.scrollTop = element.scrollHeight; });
  await count(50);
  return { before, after, buttons };
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
  await page.locator('.panel[data-panel="numbers"]').getByLabel('Quality').first().selectOption('RED');
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

/** Messages to a person fail after they were accepted, with an error code of Meta; or no faults at all. */
async function fault(page, sandbox, { person, code }) {
  await show(page, sandbox, [], '&panel=faults');
  const failures = async () => (await sandbox.call('GET', '/control/faults')).whatsapp.failCodes;
  if (code === undefined) {
    await page.getByRole('button', { name: 'No faults' }).click();
    await until('the fault is removed', async () => (await failures())[person] === undefined);
    return {};
  }
  await page.locator('[data-faults="whatsapp"] > summary').click();
  await page.locator('[data-fault="whatsapp.failCodes"] input').fill(JSON.stringify({ [person]: code }));
  await page.keyboard.press('Tab');
  await until('the fault is set', async () => (await failures())[person] === code);
  return {};
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

module.exports = { hostile, twoBrowsers, burst, earlier, beforeRestart, afterRestart, panels, fault, keyboard, accessible, paint };
