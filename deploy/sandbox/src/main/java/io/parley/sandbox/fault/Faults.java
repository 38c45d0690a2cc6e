package io.parley.sandbox.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The plan in force, the dice it is played with, and the running number of each channel's messages. */
public final class Faults {

    private final long startSeed;
    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<String, AtomicLong> sequences = new ConcurrentHashMap<>();
    private final StatusPace pace;
    private volatile FaultPlan plan;
    private volatile Dice dice;

    /**
     * @param pace when statuses come unless a plan says so
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

    /** Puts another plan in force and starts its numbering anew. */
    public void replace(ObjectNode json) {
        replace(pace.plan(json));
    }

    /** Puts the plan without faults in force again. */
    public void reset() {
        replace(JsonNodeFactory.instance.objectNode());
    }

    private void replace(FaultPlan next) {
        dice = new Dice(next.seed() == null ? startSeed : next.seed());
        sequences.clear();
        plan = next;
        listeners.forEach(Runnable::run);
    }

    /** Told after each replacement; registered while the sandbox is built. */
    public void onReplaced(Runnable listener) {
        listeners.add(listener);
    }

    /** The chances of the channel's next message. */
    public Dice.Chance next(String channel) {
        var sequence = sequences.computeIfAbsent(channel, name -> new AtomicLong());
        return dice.of(channel, sequence.incrementAndGet());
    }
}
