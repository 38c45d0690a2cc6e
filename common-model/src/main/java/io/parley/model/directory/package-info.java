/** The directory: accounts, API keys and senders. messaging-service owns it, all services read it. */
@NullMarked
package io.parley.model.directory;

import org.jspecify.annotations.NullMarked;
