/** API documents: the contract at /openapi, the operator API at /openapi/operator, a page at /docs. */
package io.parley.messaging.docs;
