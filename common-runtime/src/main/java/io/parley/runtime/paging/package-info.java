/** Paged lists: the request's page and size, and the headers that say where in the list an answer stands. */
package io.parley.runtime.paging;
