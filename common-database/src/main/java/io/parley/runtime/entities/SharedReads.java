package io.parley.runtime.entities;

import io.parley.runtime.commit.GroupCommit;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads rows by their keys. Reads that arrive while others are in flight share one query, so a list that many clients
 * poll costs few queries. A read contains all that was committed before it began.
 *
 * @param <K> key of a row
 * @param <R> a row, which several requests get and none changes
 */
public final class SharedReads<K, R> {
    /** A query has at most 65,535 parameters, and a request up to a thousand keys (the contract's largest page). */
    private static final int MAX_REQUESTS = 32;

    private final Function<Set<K>, Uni<List<R>>> query;
    private final Function<R, K> key;
    private final GroupCommit<Collection<K>, Map<K, R>> reads;

    private SharedReads(String name, Function<Set<K>, Uni<List<R>>> query, Function<R, K> key) {
        this.query = query;
        this.key = key;
        this.reads = GroupCommit.named(name).batch(MAX_REQUESTS).build(this::readTogether);
    }

    /**
     * Creates the reads of a table.
     *
     * @param name label in metrics and messages
     * @param query finds the rows of a set of keys; called in a session
     * @param key of a row
     */
    public static <K, R> SharedReads<K, R> named(
            String name, Function<Set<K>, Uni<List<R>>> query, Function<R, K> key) {
        return new SharedReads<>(name, query, key);
    }

    /** Returns the rows by key; keys without a row are missing. */
    public Uni<Map<K, R>> read(Collection<K> keys) {
        return keys.isEmpty() ? Uni.createFrom().item(Map.of()) : reads.commit(keys);
    }

    private Uni<List<Map<K, R>>> readTogether(List<Collection<K>> requests) {
        var keys = new HashSet<K>();
        requests.forEach(keys::addAll);
        return Sessions.read(() -> query.apply(keys))
                .map(rows -> rows.stream().collect(Collectors.toMap(key, Function.identity())))
                .map(found -> requests.stream().map(of -> only(of, found)).toList());
    }

    private static <K, R> Map<K, R> only(Collection<K> keys, Map<K, R> found) {
        var rows = new HashMap<K, R>();
        for (var key : keys) {
            var row = found.get(key);
            if (row != null) {
                rows.put(key, row);
            }
        }
        return rows;
    }
}
