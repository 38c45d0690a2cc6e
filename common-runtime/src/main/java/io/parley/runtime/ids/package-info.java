/** Ids that sort by creation time, so that tables partition by id and indexes grow at one end. */
@NullMarked
package io.parley.runtime.ids;

import org.jspecify.annotations.NullMarked;
