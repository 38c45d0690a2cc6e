/** Authentication and authorization: API keys, account scopes, senders and their channel scopes. */
@NullMarked
package io.parley.runtime.access;

import org.jspecify.annotations.NullMarked;
