package io.parley.messaging.directory;

import io.parley.messaging.database.StartupWork;
import io.parley.model.directory.DirectoryEntry;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.json.StrictJson;
import io.parley.runtime.json.Violations;
import io.parley.runtime.outbox.OutboxRow;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads the directory at the start of the service that owns it: from its tables, so that it starts without a broker,
 * then from the declarative file. Publishes all entries again, which restores entries missing in the topic.
 */
@ApplicationScoped
class DirectoryStart {
    private final DirectoryFileConfig settings;
    private final ApplyDirectoryFile applyFile;
    private final SenderDirectory senderDirectory;
    private final DirectoryPublisher publisher;
    private final Directory directory;
    private final StrictJson json;

    DirectoryStart(
            DirectoryFileConfig settings,
            ApplyDirectoryFile applyFile,
            SenderDirectory senderDirectory,
            DirectoryPublisher publisher,
            Directory directory,
            StrictJson json) {
        this.settings = settings;
        this.applyFile = applyFile;
        this.senderDirectory = senderDirectory;
        this.publisher = publisher;
        this.directory = directory;
        this.json = json;
    }

    /** Runs before all observers that read the directory. */
    void start(@Observes @Priority(90) StartupEvent event) {
        var entries = StartupWork.await(this::load);
        entries.forEach(directory::apply);
        if (settings.file().isPresent()) {
            var file = read(settings.file().get());
            StartupWork.await(() -> applyFile.apply(file));
        }
        directory.markCaughtUp();
        StartupWork.await(() -> publish(publisher.facts(entries)));
        Log.infof("directory loaded entries=%d", entries.size());
    }

    private DirectoryFile read(Path path) {
        var file = DirectoryFile.read(path, json);
        var violations = new Violations();
        for (var a = 0; a < file.accounts().size(); a++) {
            var senders = file.accounts().get(a).senders();
            for (var s = 0; s < senders.size(); s++) {
                var senderPath = "accounts[" + a + "].senders[" + s + "].";
                senderDirectory
                        .check(senders.get(s), senderPath)
                        .list()
                        .forEach(violation -> violations.add(violation.field(), violation.message()));
            }
        }
        DirectoryFile.rejectIfAny(path, violations);
        return file;
    }

    private Uni<List<DirectoryEntry>> load() {
        return Sessions.read(() -> {
            List<DirectoryEntry> entries = new ArrayList<>();
            return AccountRow.<AccountRow>listAll()
                    .invoke(rows -> add(rows, entries))
                    .chain(() -> ApiKeyRow.<ApiKeyRow>listAll())
                    .invoke(rows -> add(rows, entries))
                    .chain(() -> WhatsAppAccountRow.<WhatsAppAccountRow>listAll())
                    .invoke(rows -> add(rows, entries))
                    .chain(() -> SenderRow.<SenderRow>listAll())
                    .invoke(rows -> add(rows, entries))
                    .replaceWith(entries);
        });
    }

    private Uni<Void> publish(List<OutboxRow> facts) {
        return Sessions.transaction(() -> publisher.append(facts), done -> publisher.publish(facts));
    }

    private static void add(List<? extends DirectoryRow> rows, List<DirectoryEntry> entries) {
        rows.forEach(row -> entries.add(row.entry()));
    }
}
