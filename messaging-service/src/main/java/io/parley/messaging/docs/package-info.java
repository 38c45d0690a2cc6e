/** API documents: the contract at /openapi, the operator API at /openapi/operator, a page at /docs. */
@NullMarked
package io.parley.messaging.docs;

import org.jspecify.annotations.NullMarked;
