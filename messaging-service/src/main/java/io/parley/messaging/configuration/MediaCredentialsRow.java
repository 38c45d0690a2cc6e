package io.parley.messaging.configuration;

import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The media credentials of an account, as stored: the secret is encrypted. */
@Entity(name = "MediaCredentials")
@Table(name = "media_credentials")
class MediaCredentialsRow {
    @Id
    @Column(name = "account_id")
    UUID accountId;

    JsonObject credentials;

    static MediaCredentialsRow of(UUID accountId) {
        var row = new MediaCredentialsRow();
        row.accountId = accountId;
        return row;
    }
}
