package io.parley.messaging.media;

import io.parley.runtime.entities.EntityPages;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/**
 * Files as customers list, read and delete them. A file that has expired by the clock of the database, or belongs to
 * another account, does not exist.
 */
@ApplicationScoped
class MediaFiles implements PanacheRepositoryBase<MediaRow, UUID> {
    private static final String NOT_EXPIRED = " and (expiresAt is null or expiresAt > instant)";
    private static final String EXISTING = "id = ?1 and accountId = ?2" + NOT_EXPIRED;
    private static final String UPLOADS = "accountId = ?1 and not inbound and usedBy is null" + NOT_EXPIRED;

    private final Uploads uploads;

    MediaFiles(Uploads uploads) {
        this.uploads = uploads;
    }

    /** The account's unused uploads, newest first. */
    Uni<Paged<List<MediaResponse>>> uploads(UUID accountId, Page page) {
        return EntityPages.of(page, () -> find(UPLOADS, Sort.descending("id"), accountId), MediaResponse::of);
    }

    /** The file; 404 if it does not exist. */
    Uni<MediaRow> existing(UUID accountId, UUID id) {
        return Sessions.read(() -> required(existingQuery(accountId, id)));
    }

    /** Deletes the row of a file; 404 if it does not exist. Its bytes remain in the store. */
    Uni<Void> remove(UUID accountId, UUID id) {
        return Sessions.transaction(
                () -> required(existingQuery(accountId, id).withLock(LockModeType.PESSIMISTIC_WRITE))
                        .call(this::delete)
                        .call(uploads::removed)
                        .replaceWithVoid());
    }

    private PanacheQuery<MediaRow> existingQuery(UUID accountId, UUID id) {
        return find(EXISTING, id, accountId);
    }

    private static Uni<MediaRow> required(PanacheQuery<MediaRow> query) {
        return query.firstResult().onItem().ifNull().failWith(Problems::notFound);
    }
}
