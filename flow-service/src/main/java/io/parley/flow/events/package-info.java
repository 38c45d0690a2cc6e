/** Meta's webhooks about flows. */
package io.parley.flow.events;
