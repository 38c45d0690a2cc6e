/** What flow-service and webhook-gateway share about Flow endpoints. */
@NullMarked
package io.parley.model.flow;

import org.jspecify.annotations.NullMarked;
