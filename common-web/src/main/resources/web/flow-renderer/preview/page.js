// The preview page of a Flow: the Flow on a phone, and beside it what it would send, and the errors of its JSON.
import '../parley-flow.js';
import { h } from '../dom.js';

const MAX_ENTRIES = 50;
const RELOAD_EVERY = 1_000;
const DATA = new URL(`${location.pathname.replace(/\/$/, '')}/flow`, location.href);

const flow = document.querySelector('parley-flow');
const screens = document.querySelector('#screens');
const log = document.querySelector('#log');
const errors = document.querySelector('#errors');
const notice = document.querySelector('#notice');
let tag = null;

const DESCRIPTIONS = {
  'flow-navigate': ({ from, screen, data }) => [`${from} → ${screen}`, data],
  'flow-data-exchange': ({ action, screen, data }) => [`${screen}: would be sent to the endpoint`, { action, screen, data }],
  'flow-complete': ({ screen, payload }) => [`${screen}: completed`, payload],
  'flow-problem': ({ message }) => [message],
};

function addEntry(title, ...content) {
  log.prepend(h('li', {}, h('strong', {}, title), ...content));
  while (log.children.length > MAX_ENTRIES) log.lastChild.remove();
}

function formatted(value) {
  return value === undefined ? null : h('pre', { tabindex: '0' }, JSON.stringify(value, null, 2));
}

function addLink({ url, allowed }) {
  const link = allowed
    ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }, url)
    : h('span', {}, `Not an https link: ${url.slice(0, 200)}`);
  addEntry('Opens a link', h('p', {}, link));
}

function listen() {
  for (const [name, describe] of Object.entries(DESCRIPTIONS)) {
    flow.addEventListener(name, (event) => {
      const [title, value] = describe(event.detail);
      addEntry(title, formatted(value));
    });
  }
  flow.addEventListener('flow-open-url', (event) => addLink(event.detail));
  flow.addEventListener('flow-screen', (event) => { screens.value = event.detail.screen; });
  screens.addEventListener('change', () => flow.restart(screens.value));
  document.querySelector('#restart').addEventListener('click', () => flow.restart());
  document.querySelector('#appearance').addEventListener('change', (event) => setTheme(event.target.value));
}

/** An empty theme is the system's. */
function setTheme(theme) {
  for (const element of [document.documentElement, flow]) {
    if (theme === '') element.removeAttribute('theme');
    else element.setAttribute('theme', theme);
  }
}

function show({ name, json: text, errors: found }) {
  document.title = name ? `${name} · Flow preview` : 'Flow preview';
  document.querySelector('#name').textContent = name || 'Flow preview';
  showErrors(found);
  const parsed = text === undefined ? null : parse(text);
  if (parsed === null) return showNotice('No Flow JSON has been uploaded for this Flow yet.');
  if (parsed === undefined) return showNotice('The Flow JSON cannot be read.');
  showNotice('');
  try {
    showFlow(parsed);
  } catch {
    showNotice('The Flow JSON cannot be shown.');
  }
}

/** Shows a Flow, at the screen at which an earlier version of it was. */
function showFlow(json) {
  const screen = flow.screen;
  flow.flow = json;
  screens.replaceChildren(...flow.screens.map(({ id, title }) => h('option', { value: id }, title ? `${id} (${title})` : id)));
  if (screen !== undefined) flow.restart(screen);
  screens.value = flow.screen ?? '';
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function showNotice(text) {
  notice.textContent = text;
  flow.hidden = text !== '';
}

/** Errors are there only for a local file. */
function showErrors(found) {
  errors.hidden = found === undefined;
  const lines = (found ?? []).map((error) => h('li', {},
    h('code', {}, `${error.line_start}:${error.column_start} ${error.error}`), h('p', {}, error.message)));
  const summary = lines.length === 0 ? 'No errors' : lines.length === 1 ? '1 error' : `${lines.length} errors`;
  errors.replaceChildren(h('h2', {}, summary), h('ol', {}, ...lines));
}

async function load() {
  const response = await fetch(DATA, { cache: 'no-store', headers: tag === null ? {} : { 'If-None-Match': tag } });
  if (response.status === 304) return true;
  if (!response.ok) {
    showNotice(response.status === 404 ? 'This preview has ended. Ask for a new link.' : 'The preview cannot be loaded. Try again later.');
    return false;
  }
  tag = response.headers.get('ETag');
  const content = await response.json();
  show(content);
  return content.errors !== undefined;
}

async function reload() {
  try {
    await load();
  } catch {
    showNotice('The program that shows this file has ended.');
  }
  setTimeout(reload, RELOAD_EVERY);
}

listen();
try {
  if (await load()) setTimeout(reload, RELOAD_EVERY);
} catch {
  showNotice('The preview cannot be loaded. Try again later.');
}
