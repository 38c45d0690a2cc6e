/** Facts that template-service and flow-service publish: the state of templates and flows, and what changed. */
package io.parley.model.fact;
