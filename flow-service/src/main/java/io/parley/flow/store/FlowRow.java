package io.parley.flow.store;

import io.parley.flow.lifecycle.FlowError;
import io.parley.flow.lifecycle.FlowErrors;
import io.parley.flow.lifecycle.FlowStatus;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A flow as stored. Only {@link FlowChange} alters it, so that each change is reported. */
@Entity(name = "StoredFlow")
@Table(name = "whatsapp_flow")
public class FlowRow extends PanacheEntityBase {
    private static final String SEPARATOR = ",";

    /** Meta's id. */
    @Id
    @Column(name = "flow_id")
    public String flowId;

    /** The customer's account. */
    @Column(name = "account_id", updatable = false)
    public UUID accountId;

    /** The contract's id of the WhatsApp account, and Meta's. */
    @Column(name = "whatsapp_account_id", updatable = false)
    public UUID whatsAppAccountId;

    @Column(name = "waba_id", updatable = false)
    public String wabaId;

    public String name;

    /** Meta's values, see {@link #categories()}. */
    public String categories;

    @Enumerated(EnumType.STRING)
    public FlowStatus status;

    @Column(name = "meta_status")
    public String metaStatus;

    /** The endpoint of the customer's team, as it was given; null if there is none. */
    @Column(name = "endpoint_uri")
    public @Nullable String endpointUri;

    /** The endpoint that Meta has; null if there is none. */
    @Column(name = "meta_endpoint_uri")
    public @Nullable String metaEndpointUri;

    /** Versions that the file states; null if it states none, or is not known. */
    @Column(name = "json_version")
    public @Nullable String jsonVersion;

    @Column(name = "data_api_version")
    public @Nullable String dataApiVersion;

    /** JSON, see {@link #errors()}. */
    @Column(name = "own_errors")
    public @Nullable String ownErrors;

    @Column(name = "meta_errors")
    public @Nullable String metaErrors;

    /** Meta's time of the last change, of reads only; null if it is not known. */
    @Column(name = "meta_updated_at")
    public @Nullable String metaUpdatedAt;

    /** Name of an operation whose result at Meta is not known; null for none. */
    public @Nullable String uncertain;

    /** Time of the newest webhook about the status; null if there was none. */
    @Column(name = "status_at")
    public @Nullable Instant statusAt;

    /** Start of the newest read that changed something, or end of the newest operation. */
    @Column(name = "read_at")
    public @Nullable Instant readAt;

    public long version;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    @Column(name = "deleted_at")
    public @Nullable Instant deletedAt;

    /** A draft without name and categories, to be completed by the caller. */
    public static FlowRow of(WhatsAppAccount account, String flowId, Instant now) {
        var row = new FlowRow();
        row.flowId = flowId;
        row.accountId = account.accountId();
        row.whatsAppAccountId = account.id();
        row.wabaId = account.wabaId();
        row.name = "";
        row.categories = "";
        row.status = FlowStatus.DRAFT;
        row.metaStatus = FlowStatus.DRAFT.name();
        row.createdAt = now;
        row.updatedAt = now;
        return row;
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    public List<String> categories() {
        return categories.isEmpty() ? List.of() : List.of(categories.split(SEPARATOR));
    }

    public void categories(List<String> values) {
        categories = String.join(SEPARATOR, values);
    }

    /** Errors of the file: those of our check and Meta's. */
    public List<FlowError> errors() {
        return FlowErrors.combined(FlowErrors.read(ownErrors), FlowErrors.read(metaErrors));
    }
}
