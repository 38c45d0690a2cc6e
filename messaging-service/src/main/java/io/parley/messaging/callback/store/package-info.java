/** The tables callback, callback_job and callback_attempt. No other package names them. */
package io.parley.messaging.callback.store;
