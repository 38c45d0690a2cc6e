/** Common parts of calls of Meta's Graph API. */
@NullMarked
package io.parley.runtime.graph;

import org.jspecify.annotations.NullMarked;
