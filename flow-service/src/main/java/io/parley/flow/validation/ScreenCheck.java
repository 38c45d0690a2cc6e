package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceValue;
import java.util.HashSet;
import java.util.Set;

/** Checks the screens of a Flow as a list. */
final class ScreenCheck {
    private static final String RESERVED = "SUCCESS";
    private static final String SCREENS = "screens";
    private static final String SENSITIVE = "sensitive";

    private final FlowSchema schema;
    private final FlowFindings findings;
    private final FlowContents model;

    ScreenCheck(FlowSchema schema, FlowFindings findings, FlowContents model) {
        this.schema = schema;
        this.findings = findings;
        this.model = model;
    }

    void check() {
        var max = schema.limits().screens();
        if (model.screenCount() > max) {
            whole("max-screens", max, model.screenCount());
        }
        if (!model.isComplete()) {
            return;
        }
        var ids = new HashSet<String>();
        for (var screen : model.screens()) {
            id(screen.object(), ids);
            flags(screen);
            sensitive(screen);
        }
        if (!model.screens().isEmpty()) {
            terminals();
        }
    }

    private void id(SourceObject screen, Set<String> ids) {
        var id = screen.value("id");
        var stated = id.map(SourceValue::textOrNull);
        if (stated.isEmpty()) {
            return;
        }
        var text = stated.get();
        if (!ids.add(text)) {
            findings.value("screen-duplicate", id.get(), text);
        }
        if (text.equalsIgnoreCase(RESERVED)) {
            findings.value("screen-reserved", id.get(), text);
        }
    }

    private void flags(FlowScreen screen) {
        var object = screen.object();
        if (object.has("success") && !screen.isTerminal()) {
            findings.key(
                    "success-not-terminal", object, object.member("success").orElseThrow(), screen.id());
        }
        if (object.has("refresh_on_back") && !model.hasEndpoint()) {
            findings.key(
                    "refresh-without-endpoint",
                    object,
                    object.member("refresh_on_back").orElseThrow());
        }
    }

    private void sensitive(FlowScreen screen) {
        for (var name : screen.object().items(SENSITIVE)) {
            var text = name.textOrNull();
            if (text != null && screen.input(text).isEmpty()) {
                findings.value("sensitive-unknown", name, text, screen.id());
            }
        }
    }

    private void terminals() {
        var terminals = model.screens().stream().filter(FlowScreen::isTerminal).toList();
        if (terminals.isEmpty()) {
            whole("terminal-missing");
        } else if (terminals.stream().noneMatch(ScreenCheck::succeeds)) {
            whole("terminal-without-success");
        }
    }

    private static boolean succeeds(FlowScreen screen) {
        return screen.object().value("success").map(SourceValue::isTrue).orElse(true);
    }

    private void whole(String rule, Object... values) {
        model.root().member(SCREENS).ifPresent(member -> findings.key(rule, model.root(), member, values));
    }
}
