/** Readiness checks of this service, in addition to those of every service. */
@NullMarked
package io.parley.messaging.readiness;

import org.jspecify.annotations.NullMarked;
