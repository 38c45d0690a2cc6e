/** Accounts, API keys and senders: the operator API, the declarative file and what the other services are told. */
package io.parley.messaging.directory;
