// A Flow that a person fills on the phone. Its endpoint is called by the sandbox, encrypted as by WhatsApp.
import '../flow-renderer/parley-flow.js';
import { html } from '../lit-html/lit-html.js';
import { api, call } from './api.js';
import { showDialog } from './dialogs.js';

/** @import { Phone, Message } from './types.js' */
/** @import { Store } from './store.js' */

/** @typedef {{flowId: string, name: string, status: string, hasEndpoint: boolean, token: string | null, json?: object}} OpenedFlow */

/** @param {Store} store @param {Phone} phone @param {Message} message */
export async function showFlow(store, phone, message) {
  /** @type {OpenedFlow | undefined} */
  const opened = await store.attempt(() => api.flow(message.id));
  if (opened === undefined) return;
  if (opened.json === undefined) return store.notify('The Flow has no JSON.');
  const flow = /** @type {any} */ (document.createElement('parley-flow'));
  const dialog = showDialog(opened.name, () => html`${flow}`, 'flow-dialog');
  const identity = { from: phone.person, wamid: message.id };
  const run = new FlowRun(store, flow, dialog, opened, identity);
  await run.start(message.flow ?? {});
}

/** One run of a Flow. */
class FlowRun {
  #store;
  #flow;
  #dialog;
  #opened;
  #identity;

  /**
   * @param {Store} store
   * @param {any} flow the element
   * @param {HTMLDialogElement} dialog
   * @param {OpenedFlow} opened
   * @param {object} identity names the message
   */
  constructor(store, flow, dialog, opened, identity) {
    this.#store = store;
    this.#flow = flow;
    this.#dialog = dialog;
    this.#opened = opened;
    this.#identity = identity;
  }

  /** Begins with the screen and data of the message, or with those of the endpoint. @param {any} parameters */
  async start(parameters) {
    const flow = this.#flow;
    flow.flow = this.#opened.json;
    const payload = parameters.flow_action_payload ?? {};
    if (payload.data !== undefined) flow.data = payload.data;
    if (payload.screen !== undefined) flow.restart(payload.screen);
    flow.addEventListener('flow-data-exchange', (/** @type {CustomEvent} */ event) => {
      event.preventDefault();
      this.#exchange(event.detail);
    });
    flow.addEventListener('flow-complete', (/** @type {CustomEvent} */ event) => this.#complete(event.detail.payload));
    flow.addEventListener('flow-open-url', (/** @type {CustomEvent} */ event) => this.#open(event.detail));
    if (parameters.flow_action === 'data_exchange') await this.#exchange({ action: 'INIT' });
  }

  /** @param {{action: string, screen?: string, data?: object}} request */
  async #exchange(request) {
    const path = `/control/flows/${this.#opened.flowId}/exchange`;
    const report = await this.#store.attempt(() => call('POST', path, { ...this.#identity, ...request }));
    if (report === undefined) return this.#flow.fail('Something went wrong. Try again.');
    if (report.completed !== undefined) return this.#dialog.close();
    if (report.outcome === 'TOKEN_ENDED') {
      this.#dialog.close();
      return this.#store.notify(report.errorMessage ?? 'The Flow has ended.');
    }
    if (report.answer === undefined) return this.#flow.fail(`Something went wrong. ${report.effect}`);
    this.#flow.respond(report.answer);
  }

  /** @param {object} params */
  async #complete(params) {
    const path = `/control/flows/${this.#opened.flowId}/complete`;
    await this.#store.attempt(() => call('POST', path, { ...this.#identity, params }));
    this.#dialog.close();
  }

  /** @param {{url: string, allowed: boolean}} link */
  #open({ url, allowed }) {
    if (allowed) window.open(url, '_blank', 'noopener,noreferrer');
    else this.#store.notify(`The app does not open ${url.slice(0, 100)}`);
  }
}
