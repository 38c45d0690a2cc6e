/** Paged lists: the request's page and size, and the headers that describe the position in the list. */
package io.parley.runtime.paging;
