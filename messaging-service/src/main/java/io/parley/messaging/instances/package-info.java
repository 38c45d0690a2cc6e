/** Signals between the instances of this service. */
@NullMarked
package io.parley.messaging.instances;

import org.jspecify.annotations.NullMarked;
