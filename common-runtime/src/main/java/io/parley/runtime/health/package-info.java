/** Readiness checks of a service: directory, broker. */
package io.parley.runtime.health;
