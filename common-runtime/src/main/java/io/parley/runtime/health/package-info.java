/** Readiness checks of a service: directory, broker. */
@NullMarked
package io.parley.runtime.health;

import org.jspecify.annotations.NullMarked;
