package io.parley.messaging.directory;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of the directory file and limits of an account. */
@ConfigMapping(prefix = "parley.directory")
interface DirectoryFileConfig {

    /**
     * Path of a YAML file with accounts, keys and senders, read once at start: its entries are created or updated,
     * other entries are not changed. If left out, the directory is managed by the operator API only.
     */
    Optional<Path> file();

    /**
     * Maximum number of valid API keys of an account; creating another one is rejected with 409. Rotation needs two. An
     * integer of at least 2.
     */
    @WithDefault("20")
    @Within(min = "2", max = "1000")
    int maxActiveKeys();
}
