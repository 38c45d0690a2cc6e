// The form in which the key is entered once.
import { html, nothing } from '../lit-html/lit-html.js';
import { api, ApiError } from './api.js';
import { problem } from './elements.js';
import { session } from './session.js';

/**
 * @param {(signedIn: import('./session.js').Session) => void} signedIn
 * @param {() => void} update
 * @param {string | null} reason why the session before ended
 */
export function signIn(signedIn, update, reason) {
  let error = reason ? new ApiError(401, { detail: reason }) : null;
  let busy = false;

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const key = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('key')).trim();
    if (!key) return;
    busy = true;
    update();
    try {
      const given = session(key);
      await api(given).get(given.operator ? '/accounts?size=1' : '/configurations');
      signedIn(given);
    } catch (caught) {
      const failure = /** @type {ApiError} */ (caught);
      error = failure.status === 401 ? new ApiError(401, { detail: 'This key is not valid here.' }) : failure;
    }
    busy = false;
    update();
  }

  return {
    title: 'Sign in',
    template: () => html`
      <section class="panel stack sign-in">
        <h1>Parley console</h1>
        ${error ? problem(error) : nothing}
        <form class="stack" @submit=${submit}>
          <label>Operator key, or the API key of an account
            <input name="key" type="password" autocomplete="off" required autofocus aria-describedby="key-hint" spellcheck="false">
          </label>
          <p id="key-hint" class="muted">The key is kept in this tab until you sign out or close it. With the API key of an account you see the messages of this account.</p>
          <div class="actions"><button class="primary" ?disabled=${busy}>Sign in</button></div>
        </form>
      </section>`,
  };
}
