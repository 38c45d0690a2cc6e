package io.parley.messaging.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes accepted messages to the loops that send them. A message with a free slot is committed as claimed by this
 * instance and passed in memory; the others wait in the table.
 */
@ApplicationScoped
public class DispatchSlots {

    private final Map<String, ChannelSlots> byChannel = new ConcurrentHashMap<>();
    private final DispatchConfig config;
    private final SenderCircuitBreakers circuitBreakers;

    DispatchSlots(DispatchConfig config, SenderCircuitBreakers circuitBreakers) {
        this.config = config;
        this.circuitBreakers = circuitBreakers;
    }

    public ChannelSlots of(String channel) {
        return byChannel.computeIfAbsent(channel, name -> new ChannelSlots(config.concurrency(name)));
    }

    /** Reserves a slot for a message of this sender until one of the next two calls; false if none is free. */
    public boolean reserve(String channel, UUID sender) {
        return circuitBreakers.of(sender).isClosed() && of(channel).reserve();
    }

    /** Sends a message that was committed as claimed. */
    public void submit(DispatchJob job) {
        of(job.message().channel()).submit(job);
    }

    /** Releases the slot: nothing was committed, or the message waits for another in its lane. */
    public void release(String channel) {
        of(channel).release();
    }

    /** To be called after a message was committed as due. */
    public void wake(String channel) {
        of(channel).wake();
    }

    /** Makes all channels claim from the table at once, after a commit that freed lanes or made jobs due. */
    public void wakeAll() {
        byChannel.values().forEach(ChannelSlots::wake);
    }
}
