/** Paged lists: the request's page and size, and the headers that describe the position in the list. */
@NullMarked
package io.parley.runtime.paging;

import org.jspecify.annotations.NullMarked;
