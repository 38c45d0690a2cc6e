/** Accounts, API keys and senders: the operator API, the declarative file and the facts for the other services. */
package io.parley.messaging.directory;
