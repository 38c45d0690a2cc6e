/** Checks of the deployment's set-up against the networks, for operators. */
@NullMarked
package io.parley.messaging.setup;

import org.jspecify.annotations.NullMarked;
