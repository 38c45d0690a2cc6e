/** Readiness checks of a service: schema, directory, broker. */
package io.parley.runtime.health;
