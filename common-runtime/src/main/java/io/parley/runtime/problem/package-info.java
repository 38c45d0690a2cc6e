/** Error responses: RFC 7807 bodies for every error of the API, in one format. */
@NullMarked
package io.parley.runtime.problem;

import org.jspecify.annotations.NullMarked;
