package io.parley.messaging.directory;

import io.parley.runtime.directory.Directory;
import io.parley.runtime.entities.Sessions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Commits all changes of the directory: rows and their facts for the other services in one transaction. After the
 * commit the change is applied to the directory of this process and published.
 */
@ApplicationScoped
class DirectoryChanges {
    private final DirectoryPublisher publisher;
    private final Directory directory;
    private final InstantSource time;

    DirectoryChanges(DirectoryPublisher publisher, Directory directory, InstantSource time) {
        this.publisher = publisher;
        this.directory = directory;
        this.time = time;
    }

    <T> Uni<T> commit(Function<DirectoryChange, Uni<T>> work) {
        return Sessions.transaction(
                        () -> new DirectoryChange(time.instant()),
                        change -> work.apply(change).call(Panache::flush).call(() -> append(change)),
                        this::publish)
                .onFailure(ConstraintViolationException.class)
                .transform(failure -> Conflicts.of((ConstraintViolationException) failure));
    }

    /** Called after the flush, when the rows have their final values. */
    private Uni<Void> append(DirectoryChange change) {
        change.facts(
                publisher.facts(change.rows().stream().map(DirectoryRow::entry).toList()));
        return publisher.append(change.facts());
    }

    private void publish(DirectoryChange change) {
        for (var row : change.rows()) {
            directory.apply(row.entry());
            Log.infof(
                    "directory changed accountId=%s entry=%s",
                    row.owner(), row.entry().key());
        }
        publisher.publish(change.facts());
    }
}
