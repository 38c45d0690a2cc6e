package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a Flow consists of, as the check of its structure found it; parts with structural errors may be missing. */
final class FlowContents {
    private final SourceObject root;
    private final List<FlowScreen> screens = new ArrayList<>();
    private final Map<String, FlowScreen> byId = new HashMap<>();

    FlowContents(SourceObject root) {
        this.root = root;
    }

    FlowScreen addScreen(SourceObject object) {
        var screen = new FlowScreen(object);
        screens.add(screen);
        object.text("id").ifPresent(id -> byId.putIfAbsent(id, screen));
        return screen;
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

    /** Whether a screen has a component for files. */
    boolean hasMedia() {
        return screens.stream().anyMatch(FlowScreen::hasMedia);
    }

    /** Whether an endpoint provides the data. */
    boolean hasEndpoint() {
        return root.has("data_api_version");
    }
}
