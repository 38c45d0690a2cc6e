package io.parley.messaging.channel.whatsapp.profile;

import io.parley.runtime.entities.Sessions;
import io.parley.runtime.entities.Upserts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The stored copies of settings. */
@ApplicationScoped
class NumberSettingRows implements Upserts<NumberSettingRow, String> {

    Uni<Optional<NumberSettingRow>> existing(String phoneNumberId) {
        return Sessions.read(() -> findById(phoneNumberId)).map(Optional::ofNullable);
    }

    Uni<Void> change(String phoneNumberId, Consumer<NumberSettingRow> change) {
        return upsert(phoneNumberId, () -> NumberSettingRow.of(phoneNumberId), change)
                .replaceWithVoid();
    }

    /** Marks the settings as changed. Returns the time of the change before; empty if there was none. */
    Uni<Optional<Instant>> markChanged(String phoneNumberId, Instant now) {
        var before = new AtomicReference<Instant>();
        return change(phoneNumberId, row -> {
                    before.set(row.changedAt);
                    row.changedAt = now;
                })
                .map(done -> Optional.ofNullable(before.get()));
    }
}
