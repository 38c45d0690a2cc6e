package io.parley.runtime.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.model.Topics;
import io.parley.model.directory.DirectoryEntry;
import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.CompactedTopic;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Keeps {@link Directory} up to date from its topic. */
@ApplicationScoped
class DirectoryFeed implements CompactedTopic.Reader {
    private final Directory directory;
    private final DirectoryConfig settings;
    private final ObjectReader reader;
    private final CompactedTopic topic;

    DirectoryFeed(Directory directory, DirectoryConfig settings, BrokerAccess access, ObjectMapper mapper) {
        this.directory = directory;
        this.settings = settings;
        this.reader = mapper.readerFor(DirectoryEntry.class);
        this.topic = new CompactedTopic(Topics.DIRECTORY, access, this);
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            topic.start();
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        topic.stop();
    }

    @Override
    public void onRecord(String key, @Nullable String value) {
        if (value == null) {
            directory.remove(key);
            return;
        }
        try {
            directory.update(reader.readValue(value));
        } catch (JsonProcessingException e) {
            Log.errorf("directory entry unreadable key=%s", key);
        }
    }

    @Override
    public void caughtUp() {
        directory.markCaughtUp();
    }
}
