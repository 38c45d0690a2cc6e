/** Parks bus records that a service cannot process yet. */
package io.parley.runtime.parking;
