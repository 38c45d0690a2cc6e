package io.parley.messaging.channel.whatsapp.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What Meta knows about a phone number, in Meta's words. */
@Entity(name = "WhatsAppNumberDetail")
@Table(name = "whatsapp_number_detail")
class NumberDetailRow {
    @Id
    @Column(name = "phone_number_id")
    String phoneNumberId;

    @Column(name = "display_phone_number")
    String displayPhoneNumber;

    @Column(name = "verified_name")
    String verifiedName;

    @Column(name = "quality_rating")
    String qualityRating;

    String status;

    @Column(name = "name_status")
    String nameStatus;

    @Column(name = "messaging_tier")
    String messagingTier;

    @Column(name = "business_limit")
    String businessLimit;

    Boolean official;

    @Column(name = "read_at")
    Instant readAt;

    @Column(name = "changed_at")
    Instant changedAt;

    static NumberDetailRow of(String phoneNumberId) {
        var row = new NumberDetailRow();
        row.phoneNumberId = phoneNumberId;
        return row;
    }
}
