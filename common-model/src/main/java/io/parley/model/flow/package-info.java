/** What flow-service and webhook-gateway share about Flow endpoints. */
package io.parley.model.flow;
