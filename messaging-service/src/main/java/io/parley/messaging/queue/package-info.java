/**
 * The queue of messages that are not dispatched yet: table {@code dispatch_job}, its states, the free slots of this
 * instance and the clock of messages in doubt. Other packages add jobs, claim and settle them through fragments and
 * methods of this package; none of them names its tables.
 */
@NullMarked
package io.parley.messaging.queue;

import org.jspecify.annotations.NullMarked;
