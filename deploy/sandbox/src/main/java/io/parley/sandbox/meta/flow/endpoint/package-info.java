/** A person's phone as the client of a Flow's endpoint: encryption, signature, and what Meta does with each response. */
package io.parley.sandbox.meta.flow.endpoint;
