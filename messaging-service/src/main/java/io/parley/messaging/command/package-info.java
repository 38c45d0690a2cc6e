/** Programs of their own beside the service, in its image. */
@NullMarked
package io.parley.messaging.command;

import org.jspecify.annotations.NullMarked;
