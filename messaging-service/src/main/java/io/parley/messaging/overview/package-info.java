/** What waits, fails and is connected now, over all accounts and instances, for operators. */
@NullMarked
package io.parley.messaging.overview;

import org.jspecify.annotations.NullMarked;
