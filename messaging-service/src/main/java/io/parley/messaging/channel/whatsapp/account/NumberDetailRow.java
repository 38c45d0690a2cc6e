package io.parley.messaging.channel.whatsapp.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What Meta knows about a phone number, in Meta's words. */
@Entity(name = "WhatsAppNumberDetail")
@Table(name = "whatsapp_number_detail")
class NumberDetailRow {
    @Id
    @Column(name = "phone_number_id")
    String phoneNumberId;

    @Column(name = "display_phone_number")
    @Nullable
    String displayPhoneNumber;

    @Column(name = "verified_name")
    @Nullable
    String verifiedName;

    @Column(name = "quality_rating")
    @Nullable
    String qualityRating;

    @Nullable
    String status;

    @Column(name = "name_status")
    @Nullable
    String nameStatus;

    @Column(name = "messaging_tier")
    @Nullable
    String messagingTier;

    @Column(name = "business_limit")
    @Nullable
    String businessLimit;

    @Nullable
    Boolean official;

    @Column(name = "read_at")
    @Nullable
    Instant readAt;

    @Column(name = "changed_at")
    @Nullable
    Instant changedAt;

    static NumberDetailRow of(String phoneNumberId) {
        var row = new NumberDetailRow();
        row.phoneNumberId = phoneNumberId;
        return row;
    }
}
