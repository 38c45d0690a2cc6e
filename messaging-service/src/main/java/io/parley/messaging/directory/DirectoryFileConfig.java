package io.parley.messaging.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the directory comes from and how large one account's part may grow. */
@ConfigMapping(prefix = "parley.directory")
interface DirectoryFileConfig {

    /**
     * YAML file with accounts, keys and senders, read once at start: what it names is made or brought in line, what it
     * does not name is left alone. A path; without it the directory is managed by the operator API alone.
     */
    Optional<Path> file();

    /**
     * Most API keys of one account that are good at the same time; creating another is refused with 409. Two are needed
     * for rotation. A whole number from 2 on.
     */
    @WithDefault("20")
    int maxActiveKeys();
}
