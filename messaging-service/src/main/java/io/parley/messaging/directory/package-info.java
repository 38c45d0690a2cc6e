/** Accounts, API keys and senders: the operator API, the declarative file and the facts for the other services. */
@NullMarked
package io.parley.messaging.directory;

import org.jspecify.annotations.NullMarked;
