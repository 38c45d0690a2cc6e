/** What a check of the set-up finds, for every service that checks a part of it. */
@NullMarked
package io.parley.runtime.setup;

import org.jspecify.annotations.NullMarked;
