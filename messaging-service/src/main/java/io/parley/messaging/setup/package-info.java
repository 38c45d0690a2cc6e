/** Checks of the deployment's set-up against the networks, for operators. */
package io.parley.messaging.setup;
