/** Signatures of calls to customers: callbacks, and requests to the endpoints of Flows. */
@NullMarked
package io.parley.runtime.signature;

import org.jspecify.annotations.NullMarked;
