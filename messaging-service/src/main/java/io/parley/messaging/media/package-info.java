/** Files: uploads of customers, files of inbound messages, and their transfer to and from providers. */
@NullMarked
package io.parley.messaging.media;

import org.jspecify.annotations.NullMarked;
