/** Authentication and authorization: API keys, account scopes, senders and their channel scopes. */
package io.parley.runtime.access;
