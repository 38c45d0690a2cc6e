// The element <parley-flow>: shows a WhatsApp Flow as a phone does. It calls no network; the page that contains it does.
import { h } from './dom.js';
import { FlowDocument } from './flow-document.js';
import { isObject, member } from './limits.js';
import { httpsUrl } from './links.js';
import { ScreenView } from './screen-view.js';
import { FlowSession } from './session.js';

const STYLES = new URL('./flow.css', import.meta.url).href;

/**
 * Properties: `flow`, the Flow JSON as an object, and `data`, data of the first screen in place of its examples.
 * Attribute: `theme` is `light` or `dark`; without it the system's is used.
 *
 * Events, with their detail:
 * - `flow-screen` {screen}: another screen is shown.
 * - `flow-navigate` {from, screen, data}: a screen leads to another one.
 * - `flow-data-exchange` {action, screen, data}: an endpoint would be called. A page that calls one prevents the default,
 *   and passes the result to `respond` or `fail`.
 * - `flow-complete` {screen, payload}: the Flow ends.
 * - `flow-open-url` {url, allowed}: a link was pressed; only https is allowed.
 * - `flow-problem` {message}: the Flow refers to something that it does not contain.
 */
export class ParleyFlow extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #stage = h('div', { class: 'stage' });
  #document = new FlowDocument({});
  #data = {};
  #session = null;
  #view = null;
  #isWaiting = false;

  constructor() {
    super();
    this.#root.append(h('link', { rel: 'stylesheet', href: STYLES }), this.#stage);
  }

  set flow(json) {
    this.#document = new FlowDocument(json);
    this.restart();
  }

  set data(data) {
    this.#data = isObject(data) ? data : {};
    this.restart();
  }

  /** Ids and titles of the Flow's screens. */
  get screens() {
    return this.#document.screens;
  }

  /** Id of the screen that is shown. */
  get screen() {
    return this.#session?.current?.id;
  }

  /** Begins again: at a screen, or at the first one. */
  restart(screen = undefined) {
    this.#isWaiting = false;
    this.#view = null;
    const session = new FlowSession(this.#document, this.#data);
    session.addEventListener('screen', () => this.#showScreen());
    session.addEventListener('change', () => this.#view?.schedule());
    this.#session = session;
    const isStarted = (screen !== undefined && session.start(screen)) || session.start();
    if (!isStarted) this.#stage.replaceChildren(h('p', { class: 'empty' }, 'This Flow has no screens.'));
  }

  /** Continues with the response of an endpoint: {screen, data}, in the form of Meta's data exchange. */
  respond(response) {
    this.#endWaiting();
    const data = member(response, 'data');
    if (member(response, 'screen') === 'SUCCESS') {
      this.#complete(member(member(data, 'extension_message_response'), 'params') ?? {});
    } else if (member(response, 'screen') === this.screen || member(response, 'screen') === undefined) {
      this.#session.updateData(data);
    } else {
      this.#navigate(response.screen, data);
    }
    this.#view?.showNotice(member(data, 'error_message'));
  }

  /** Ends the wait for an endpoint that has failed. */
  fail(message) {
    this.#endWaiting();
    this.#view?.showNotice(message);
  }

  #endWaiting() {
    this.#isWaiting = false;
    this.#view?.schedule();
  }

  #showScreen() {
    const isFirst = this.#view === null;
    const host = { perform: (action) => this.#perform(action), back: () => this.#back(), isWaiting: () => this.#isWaiting };
    this.#view = new ScreenView(this.#document, this.#session, host);
    this.#stage.replaceChildren(this.#view.node);
    if (!isFirst) this.#view.focus();
    this.#emit('flow-screen', { screen: this.screen });
  }

  #back() {
    const isRefreshed = this.#session.current.definition.refresh_on_back === true;
    const screen = this.screen;
    this.#session.back();
    if (isRefreshed) this.#exchange('BACK', screen, {});
  }

  #perform(action) {
    if (!isObject(action) || this.#isWaiting) return;
    const payload = this.#session.scope.resolveAll(isObject(action.payload) ? action.payload : {});
    switch (action.name) {
      case 'navigate':
        return this.#navigate(member(action.next, 'name'), payload);
      case 'complete':
        return this.#complete(payload);
      case 'data_exchange':
        return this.#exchange('data_exchange', this.screen, payload);
      case 'update_data':
        return this.#session.updateData(payload);
      case 'open_url':
        return this.#openUrl(this.#session.scope.resolve(action.url));
      default:
        return this.#problem(`Unknown action ${String(action.name).slice(0, 40)}.`);
    }
  }

  #navigate(screen, data) {
    const from = this.screen;
    if (!this.#session.navigate(screen, data)) return this.#problem(`There is no screen ${String(screen).slice(0, 80)}.`);
    this.#emit('flow-navigate', { from, screen, data });
  }

  #complete(payload) {
    const screen = this.screen;
    const restart = h('button', { type: 'button', class: 'primary', on: { click: () => this.#startAgain() } }, 'Start again');
    const title = h('h1', { tabindex: '-1' }, 'Flow completed');
    this.#view = null;
    this.#stage.replaceChildren(h('section', { class: 'screen completed', 'aria-label': 'Completed' },
      h('header', {}, title),
      h('div', { class: 'content' },
        h('p', {}, 'The chat receives this response:'),
        h('pre', { class: 'payload', tabindex: '0' }, JSON.stringify(payload, null, 2)),
        h('div', { class: 'footer' }, restart))));
    title.focus();
    this.#emit('flow-complete', { screen, payload });
  }

  #startAgain() {
    this.restart();
    this.#view?.focus();
  }

  #exchange(action, screen, data) {
    this.#isWaiting = !this.#emit('flow-data-exchange', { action, screen, data });
    this.#view?.schedule();
  }

  #openUrl(value) {
    const url = httpsUrl(value);
    this.#emit('flow-open-url', { url: url ?? String(value), allowed: url !== null });
  }

  #problem(message) {
    this.#view?.showNotice(message);
    this.#emit('flow-problem', { message });
  }

  /** Returns whether no listener has prevented the default. */
  #emit(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }
}

customElements.define('parley-flow', ParleyFlow);
