// Scenarios of chats: what is drawn, and what a person does with a phone.
const { NUMBER, SERVICE, OFFER_TEMPLATE, PNG, whatsappContents, viberContents, partnerContents, smsContents } = require('./phones-contents.cjs');
const { shot, bubble, status, show, until, flip, typed } = require('./phones-steps.cjs');

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
  await draw('sms:49170102', 'CornerShop', smsContents, ([segments, coding]) => sandbox.sms('49170102', segments, coding));
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

/** The business marks a message as read, shows that it is typing, and replies. */
async function typing(page, sandbox) {
  const person = '49170125';
  await show(page, sandbox, [[`whatsapp:${person}`, NUMBER]]);
  await typed(page, 'Is it ready?');
  await sandbox.markReadAndType(await bubble(page, 'Is it ready?').getAttribute('data-id'));
  const indicator = page.getByRole('status').filter({ hasText: `${NUMBER} is typing` });
  await indicator.waitFor();
  await status(page, 'Is it ready?', 'read').waitFor();
  await shot(page.locator('.handset'), 'phone-typing');
  await sandbox.text(person, 'It is.');
  await bubble(page, 'It is.').waitFor();
  await indicator.waitFor({ state: 'detached' });
  return {};
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
  await page.locator('.switches summary', { hasText: 'clock +24 h' }).waitFor();
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

module.exports = { contents, conversation, typing, switches, flow, tapLabel, exchangeFlow };
