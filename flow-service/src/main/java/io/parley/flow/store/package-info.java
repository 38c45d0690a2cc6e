/** Flows as stored: entities, their history, and the facts that report their changes. */
package io.parley.flow.store;
