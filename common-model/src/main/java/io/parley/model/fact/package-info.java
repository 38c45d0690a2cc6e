/** What template-service and flow-service tell the others: what a template or flow is now, and what changed. */
package io.parley.model.fact;
