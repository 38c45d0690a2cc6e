/**
 * Search of sent and received messages: the operations {@code GET /messages} and {@code GET
 * /conversations/{channel}/{from}/{to}}, and the same search over all accounts for operators ({@link
 * io.parley.messaging.search.SearchMessages}). The cost of a page does not depend on the number of stored messages.
 */
@NullMarked
package io.parley.messaging.search;

import org.jspecify.annotations.NullMarked;
