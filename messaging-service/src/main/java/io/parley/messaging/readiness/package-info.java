/** Readiness checks of this service, in addition to those of every service. */
package io.parley.messaging.readiness;
