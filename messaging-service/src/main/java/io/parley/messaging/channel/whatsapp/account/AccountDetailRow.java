package io.parley.messaging.channel.whatsapp.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Meta knows about a WhatsApp account, in Meta's words. */
@Entity(name = "WhatsAppAccountDetail")
@Table(name = "whatsapp_account_detail")
class AccountDetailRow {
    /** The id in the directory. */
    @Id
    UUID id;

    @Nullable
    String name;

    @Column(name = "business_id")
    @Nullable
    String businessId;

    @Column(name = "business_name")
    @Nullable
    String businessName;

    @Column(name = "template_namespace")
    @Nullable
    String templateNamespace;

    @Column(name = "on_behalf_status")
    @Nullable
    String onBehalfStatus;

    @Column(name = "review_status")
    @Nullable
    String reviewStatus;

    @Column(name = "read_at")
    @Nullable
    Instant readAt;

    @Column(name = "changed_at")
    @Nullable
    Instant changedAt;

    static AccountDetailRow of(UUID id) {
        var row = new AccountDetailRow();
        row.id = id;
        return row;
    }
}
