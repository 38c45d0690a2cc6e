/** The directory: accounts, API keys and senders. messaging-service owns it, all services read it. */
package io.parley.model.directory;
