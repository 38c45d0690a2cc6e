package io.parley.sandbox.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The current fault plan, its random decisions, and the message sequence of each channel. */
public final class Faults {

    private final long startSeed;
    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<String, AtomicLong> sequences = new ConcurrentHashMap<>();
    private final StatusPace pace;
    private volatile FaultPlan plan;
    private volatile Dice dice;

    /**
     * @param pace default status delays
     */
    public Faults(long seed, StatusPace pace) {
        this.startSeed = seed;
        this.pace = pace;
        this.plan = pace.plan(JsonNodeFactory.instance.objectNode());
        this.dice = new Dice(seed);
    }

    public FaultPlan plan() {
        return plan;
    }

    /** Replaces the plan and restarts the message sequences. */
    public void replace(ObjectNode json) {
        replace(pace.plan(json));
    }

    /** Restores the plan without faults. */
    public void reset() {
        replace(JsonNodeFactory.instance.objectNode());
    }

    private void replace(FaultPlan next) {
        dice = new Dice(next.seed() == null ? startSeed : next.seed());
        sequences.clear();
        plan = next;
        listeners.forEach(Runnable::run);
    }

    /** Registers a listener that runs after each replacement. Call it only during construction of the sandbox. */
    public void onReplaced(Runnable listener) {
        listeners.add(listener);
    }

    /** Returns the random decisions of the channel's next message. */
    public Dice.Chance next(String channel) {
        var sequence = sequences.computeIfAbsent(channel, name -> new AtomicLong());
        return dice.of(channel, sequence.incrementAndGet());
    }
}
