/** Signatures of calls to customers: callbacks, and requests to the endpoints of Flows. */
package io.parley.runtime.signature;
