package io.parley.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The browser of tests. */
final class Chromium {

    private Chromium() {}

    /** Returns the path of the program; fails with a hint if none is installed. */
    static String path() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Chromium is required to open pages: install the"
                        + " package chromium (Debian, Fedora, Arch, Homebrew) or google-chrome."));
    }
}
