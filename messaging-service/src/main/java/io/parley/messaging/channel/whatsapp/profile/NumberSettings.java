package io.parley.messaging.channel.whatsapp.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.whatsapp.graph.Aged;
import io.parley.messaging.channel.whatsapp.graph.GraphAccounts;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppConfig;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphProblems;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Reads settings of numbers from Meta, with a stored copy: one that is young enough is returned without asking, an older
 * one if Meta fails or does not respond soon. Concurrent reads of a setting share one call. A change makes the copies
 * unusable before it is sent, so that no read ever returns values from before a change that may have been made.
 */
@ApplicationScoped
class NumberSettings {
    private final GraphAccounts graph;
    private final NumberSettingRows rows;
    private final WhatsAppConfig.Accounts settings;
    private final InstantSource time;
    private final ObjectMapper json;

    /** Calls in flight. Each ends by its timeout at the latest. */
    private final Map<Key, Uni<Aged<JsonNode>>> calls = new ConcurrentHashMap<>();

    private record Key(String phoneNumberId, NumberSetting setting) {}

    NumberSettings(
            GraphAccounts graph,
            NumberSettingRows rows,
            WhatsAppConfig settings,
            InstantSource time,
            ObjectMapper json) {
        this.graph = graph;
        this.rows = rows;
        this.settings = settings.accounts();
        this.time = time;
        this.json = json;
    }

    /** Returns the setting in Meta's format; fails with a problem if Meta fails and there is no copy. */
    Uni<Aged<JsonNode>> read(Sender sender, NumberSetting setting) {
        return rows.existing(sender.providerId())
                .map(row -> row.flatMap(stored -> copy(stored, setting)))
                .chain(copy -> copy.filter(this::isYoung)
                        .map(young -> Uni.createFrom().item(young))
                        .orElseGet(() -> ask(sender, setting, copy)));
    }

    /** Reads the setting from Meta, whatever is stored. */
    Uni<Aged<JsonNode>> readAgain(Sender sender, NumberSetting setting) {
        return ask(sender, setting, Optional.empty());
    }

    /** Runs a call that changes settings of the number. */
    <T> Uni<T> change(Sender sender, Supplier<Uni<T>> call) {
        return rows.markChanged(sender.providerId(), time.instant())
                .chain(before -> call.get().onItemOrFailure().call((done, failure) -> finish(sender, before, failure)));
    }

    /** A failure is only logged: the copies have been unusable since the start of the change. */
    private Uni<Void> finish(Sender sender, Optional<Instant> before, Throwable failure) {
        for (var setting : NumberSetting.values()) {
            calls.remove(new Key(sender.providerId(), setting));
        }
        var changedAt = isWithoutEffect(failure) ? before.orElse(null) : time.instant();
        return rows.change(sender.providerId(), row -> row.changedAt = changedAt)
                .onFailure()
                .invoke(notStored ->
                        Log.warnf("time of a change not stored sender=%s error=%s", sender.id(), notStored))
                .onFailure()
                .recoverWithNull();
    }

    private static boolean isWithoutEffect(Throwable failure) {
        return failure instanceof GraphFailure known && known.isWithoutEffect();
    }

    private Uni<Aged<JsonNode>> ask(Sender sender, NumberSetting setting, Optional<Aged<JsonNode>> copy) {
        var answer = CallersContext.of(calls.computeIfAbsent(
                new Key(sender.providerId(), setting),
                key -> call(sender, key).memoize().indefinitely()));
        return copy.map(older -> answer.ifNoItem()
                        .after(settings.staleAfter())
                        .recoverWithItem(older)
                        .onFailure(GraphFailure.class)
                        .recoverWithItem(older))
                .orElseGet(() -> answer.onFailure(GraphFailure.class)
                        .transform(failure -> GraphProblems.of((GraphFailure) failure)));
    }

    private Uni<Aged<JsonNode>> call(Sender sender, Key key) {
        return Uni.createFrom()
                .deferred(() -> {
                    var startedAt = time.instant();
                    return key.setting()
                            .ask(graph, sender)
                            .map(NumberSettings::first)
                            .call(value -> store(key, value, startedAt))
                            .map(value -> new Aged<>(value, startedAt));
                })
                .onTermination()
                .invoke(() -> calls.remove(key));
    }

    /** The only element of {@code data}, which some versions nest; empty if Meta has no settings of the number. */
    private static JsonNode first(JsonNode answer) {
        var element = answer.path("data").path(0);
        return element.has("business_profile") ? element.path("business_profile") : element;
    }

    private Uni<Void> store(Key key, JsonNode value, Instant startedAt) {
        var copy = value.isObject() ? new JsonObject(value.toString()) : new JsonObject();
        return rows.change(key.phoneNumberId(), row -> {
            if (row.isCurrent(startedAt)) {
                key.setting().store(row, copy, startedAt);
            }
        });
    }

    private Optional<Aged<JsonNode>> copy(NumberSettingRow row, NumberSetting setting) {
        var value = setting.value(row);
        var readAt = setting.readAt(row);
        return value != null && readAt != null && row.isCurrent(readAt)
                ? Optional.of(new Aged<>(tree(value), readAt))
                : Optional.empty();
    }

    private JsonNode tree(JsonObject value) {
        try {
            return json.readTree(value.encode());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isYoung(Aged<JsonNode> copy) {
        var readAt = copy.readAt();
        return readAt != null && readAt.plus(settings.maxAge()).isAfter(time.instant());
    }
}
