package io.parley.runtime.bus;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PausableChannel;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Starts the incoming channels when the topics exist, and pauses them before the service stops. A consumer that is
 * created while the broker's name does not resolve would fail, and with it the start of the service. For channels with
 * the attributes {@code pausable}, {@code pausable.initially-paused}, {@code pausable.late-subscription} and {@code
 * lazy-client}.
 */
@ApplicationScoped
class ChannelStart {

    private final TopicSetup topics;
    private final ChannelRegistry channels;

    ChannelStart(TopicSetup topics, ChannelRegistry channels) {
        this.topics = topics;
        this.channels = channels;
    }

    void start(@Observes StartupEvent event) {
        topics.whenDone(() -> pausable().forEach(PausableChannel::resume));
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        pausable().forEach(PausableChannel::pause);
    }

    private Stream<PausableChannel> pausable() {
        return channels.getIncomingNames().stream().map(channels::getPausable).filter(Objects::nonNull);
    }
}
