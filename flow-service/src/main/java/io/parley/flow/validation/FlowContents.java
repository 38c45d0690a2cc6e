package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a Flow consists of, as the check of its structure found it; parts with structural errors may be missing. */
final class FlowContents {
    /** A multiple of what a Flow may have. An empty screen has three bytes in a file, and hundreds here. */
    private static final int MAX_SCREENS = 1000;

    private final SourceObject root;
    private final List<FlowScreen> screens = new ArrayList<>();
    private final Map<String, FlowScreen> byId = new HashMap<>();
    private int screenCount;

    FlowContents(SourceObject root) {
        this.root = root;
    }

    /** Adds a screen. Returns null for one that is counted only, since there are far too many. */
    @Nullable
    FlowScreen addScreen(SourceObject object) {
        screenCount++;
        if (!isComplete()) {
            return null;
        }
        var screen = new FlowScreen(object);
        screens.add(screen);
        object.text("id").ifPresent(id -> byId.putIfAbsent(id, screen));
        return screen;
    }

    int screenCount() {
        return screenCount;
    }

    /** Whether all screens are here, so that they can be compared with each other. */
    boolean isComplete() {
        return screenCount <= MAX_SCREENS;
    }

    SourceObject root() {
        return root;
    }

    List<FlowScreen> screens() {
        return screens;
    }

    Optional<FlowScreen> screen(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether an endpoint provides the data. */
    boolean hasEndpoint() {
        return root.has("data_api_version");
    }
}
