/** The Flows of the simulated Meta: library, calls of the Graph API and of the control API, webhooks. */
package io.parley.sandbox.meta.flow.management;
