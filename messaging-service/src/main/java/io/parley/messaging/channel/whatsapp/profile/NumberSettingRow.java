package io.parley.messaging.channel.whatsapp.profile;

import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Copies of what Meta has about a number's profile and commerce settings, in Meta's format. */
@Entity(name = "WhatsAppNumberSetting")
@Table(name = "whatsapp_number_setting")
class NumberSettingRow {
    @Id
    @Column(name = "phone_number_id")
    String phoneNumberId;

    @Nullable
    JsonObject profile;

    /** Start of the call that read it. */
    @Column(name = "profile_read_at")
    @Nullable
    Instant profileReadAt;

    @Nullable
    JsonObject commerce;

    @Column(name = "commerce_read_at")
    @Nullable
    Instant commerceReadAt;

    /** Time of the last change; copies that were read before are not used. */
    @Column(name = "changed_at")
    @Nullable
    Instant changedAt;

    static NumberSettingRow of(String phoneNumberId) {
        var row = new NumberSettingRow();
        row.phoneNumberId = phoneNumberId;
        return row;
    }

    boolean isCurrent(Instant readAt) {
        return changedAt == null || changedAt.isBefore(readAt);
    }
}
