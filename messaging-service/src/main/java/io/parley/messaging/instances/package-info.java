/** Signals between the instances of this service. */
package io.parley.messaging.instances;
