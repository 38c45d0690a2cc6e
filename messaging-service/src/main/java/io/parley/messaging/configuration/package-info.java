/** Operations below /configurations: callbacks, media credentials, senders. */
@NullMarked
package io.parley.messaging.configuration;

import org.jspecify.annotations.NullMarked;
