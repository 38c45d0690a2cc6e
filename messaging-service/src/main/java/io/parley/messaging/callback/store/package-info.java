/** The tables callback, callback_job and callback_attempt. No other package names them. */
@NullMarked
package io.parley.messaging.callback.store;

import org.jspecify.annotations.NullMarked;
