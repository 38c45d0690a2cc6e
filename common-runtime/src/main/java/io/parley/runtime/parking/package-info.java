/** Keeping what a service hears on the bus and does not understand yet. */
package io.parley.runtime.parking;
