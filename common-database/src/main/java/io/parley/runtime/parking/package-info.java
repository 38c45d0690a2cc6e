/** Parks bus records that a service cannot process yet. */
@NullMarked
package io.parley.runtime.parking;

import org.jspecify.annotations.NullMarked;
