package io.parley.sandbox.meta.flow.json;

import java.util.HashSet;
import java.util.List;

/** Checks the screens of a Flow together: their number, their ids and the terminal ones. */
record ScreensCheck(List<ParsedScreen> screens, FlowJsonErrors errors) {
    private static final int MAX_SCREENS = 100;

    void check() {
        if (screens.size() > MAX_SCREENS) {
            errors.atKey("screens", "MAX_SCREENS_NUMBER", "A Flow can have " + MAX_SCREENS + " screens.");
        }
        var ids = new HashSet<String>();
        for (var screen : screens) {
            if (!screen.id().isEmpty() && !ids.add(screen.id())) {
                errors.atValue(
                        PositionedJson.member(screen.path(), "id"),
                        "DUPLICATE_SCREEN_IDS",
                        "The screen id " + screen.id() + " exists twice.");
            }
            if (screen.isTerminal() && screen.ofType("Footer").findAny().isEmpty()) {
                errors.atOwner(
                        screen.path(),
                        screen.json(),
                        "MISSING_FOOTER_ON_TERMINAL_SCREEN",
                        "The terminal screen " + screen.id() + " has no Footer.");
            }
        }
        if (!screens.isEmpty() && screens.stream().noneMatch(ParsedScreen::isTerminal)) {
            errors.atKey("screens", "MISSING_TERMINAL_SCREEN", "No screen is terminal.");
        }
    }
}
