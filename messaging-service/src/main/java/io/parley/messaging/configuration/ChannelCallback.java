package io.parley.messaging.configuration;

import io.parley.runtime.validation.PublicHttpsUrl;
import io.parley.runtime.validation.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's ChannelCallback: settings of one sender. Absent members inherit the account's value; an empty filter
 * is a value and means all events.
 */
record ChannelCallback(
        @Nullable CallbackVersion callbackVersion,
        @Text(max = 2000) @PublicHttpsUrl @Nullable String inboundMessageUrl,
        @Text(max = 2000) @PublicHttpsUrl @Nullable String messageStatusUrl,
        @Distinct @Nullable List<StatusEventType> eventFilter) {

    /** Nothing set. */
    static final ChannelCallback NONE = new ChannelCallback(null, null, null, null);

    boolean isUnset() {
        return equals(NONE);
    }
}
